export type { ActResult, BrowserPort, BrowserStartOptions, Cookie, ObservedElement } from './browser.ts';
export type { CachePort } from './cache.ts';
export type { Call } from './call.ts';
export type { ClockPort } from './clock.ts';
export type { CredentialsPort } from './credentials.ts';
export type { DirectusIdentity, DirectusPort, DirectusQuery, ItemId } from './directus.ts';
export type { FilesPort, FileUpload } from './files.ts';
export type { FlowFile, FlowFilesPort, SyncBase, SyncBasesPort } from './flow-files.ts';
export type { FlowColumns, FlowRevision, FlowRow, FlowRowsPort, FlowRowUpdate } from './flow-rows.ts';
export type { FlowListing, FlowSource, SourcedFlow } from './flow-source.ts';
export type { HttpAnswer, HttpPort, HttpRequest } from './http.ts';
export { JOB_STATES } from './jobs.ts';
export type { JobConsumer, JobEnd, JobFilter, JobProcessor, JobsPort, JobState, QueuedJob, TakenJob } from './jobs.ts';
export type {
  Journal,
  PendingAudit,
  RunFilter,
  RunRecord,
  RunStart,
  RunStatus,
  StepRecord,
  StepStatus,
} from './journal.ts';
export { IMAGE_FORMATS, VIDEO_FORMATS } from './media-tools.ts';
export type {
  ImageFacts,
  ImageFormat,
  MediaCall,
  MediaFacts,
  MediaRequest,
  MediaToolsPort,
  MediaWork,
  Region,
  VideoFacts,
  VideoFormat,
  WatermarkPosition,
} from './media-tools.ts';
export type { ChatMessage, ChatRequest, GenerateRequest, ModelAnswer, ModelCall, ModelPort } from './model.ts';
export { SERVICE_NAMES } from './ports.ts';
export type { PortName, PortProviders, Ports, ServiceName } from './ports.ts';
export type { EnqueueRequest, QueuePort } from './queue.ts';
export type { SandboxPort, SandboxScript } from './sandbox.ts';
export { ServiceError, serviceNotConfigured } from './service-error.ts';
