export { directoryOf } from './directory-of.ts';
export type { SettingProblem, StepDirectory, StepFacts } from './step-facts.ts';
