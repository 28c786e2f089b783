export { createRunner } from './create-runner.ts';
export { goesOnElsewhere } from './goes-on-elsewhere.ts';
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
