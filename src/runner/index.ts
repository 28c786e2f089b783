export { createRunner } from './create-runner.ts';
export type {
  AuditField,
  AuditFields,
  ResumeOptions,
  Runner,
  RunnerConfig,
  RunnerSetup,
  RunOptions,
  RunTrigger,
} from './types.ts';
