export { checkFlow, type CheckedFlow, type CheckOptions } from './check-flow.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
export { chooseRules, type Preset } from './rule-choice.ts';
export { RULES } from './rules/index.ts';
export type { Rule } from './rule.ts';
