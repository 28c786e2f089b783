export { checkExample } from './check-example.ts';
export { checkFlow, type CheckedFlow, type CheckOptions } from './check-flow.ts';
export { createProjectCheck, type ProjectCheck, type ProjectCheckOptions } from './check-project.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
export { chooseRules, type Preset } from './rule-choice.ts';
export { RULES } from './rules/index.ts';
export type { Rule } from './rule.ts';
