export { bullmqJobs } from './bullmq-jobs.ts';
export { bullmqQueue } from './bullmq-queue.ts';
export { consumeQueue } from './consume-queue.ts';
export type { ConsumeOptions } from './consume-queue.ts';
export type { QueueClientOptions } from './queue-client.ts';
