export { builtInFacts } from './built-in-facts.ts';
export { directoryOf } from './directory-of.ts';
export { joinFacts } from './join-facts.ts';
export type { PlainFacts, SettingProblem, StepDirectory, StepFacts } from './step-facts.ts';
