export { readRunJob, RUN_QUEUE, runJobRequest } from './run-job.ts';
export type { RunJob, RunJobOptions } from './run-job.ts';
export { createRunProcessor } from './run-processor.ts';
export type { RunDelivery, RunProcessorSetup } from './run-processor.ts';
