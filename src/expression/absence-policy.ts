/**
 * What happens to a reference to an optional parameter that was not given:
 * `fail` the step fails; `text` it is empty inside a longer text, else the step fails; `omit` its key is left out, too
 * (in a list it becomes `null`).
 */
export type AbsencePolicy = 'fail' | 'text' | 'omit';
