export { createMediaProcessor, MEDIA_QUEUE } from './media-processor.ts';
export type { MediaDelivery, MediaProcessorSetup } from './media-processor.ts';
export type { MediaNames, MediaOptions, MediaPorts } from './media-options.ts';
export type { MediaOperation } from './operations.ts';
export { processMediaJob } from './process-media-job.ts';
export type { MediaResult } from './make-output.ts';
export type { MediaJob } from './read-job.ts';
