export { checkFlow } from './check-flow.ts';
export type { CheckedFlow, CheckOptions } from './check-flow.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
