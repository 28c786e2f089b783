import type { ClockPort, DirectusPort, FilesPort, MediaToolsPort } from '../../ports/index.ts';
import type { JsonObject } from '../../json.ts';
import type { MediaOperation } from './operations.ts';

export interface MediaPorts {
  directus: DirectusPort;
  files: FilesPort;
  tools: MediaToolsPort;
  clock: ClockPort;
}

/** Where rows are, and how their fields are called. `false` leaves a field out. */
export interface MediaNames {
  collections: { jobs: string; outputs: string; media: string };
  jobFields: Record<JobField, string | false>;
  outputFields: Record<OutputField, string | false>;
  /** Keys under which a job's data or row may say something; the first that does counts. */
  keys: {
    row: readonly string[];
    operation: readonly string[];
    file: readonly string[];
    media: readonly string[];
    params: readonly string[];
  };
  /** Fields of a media row that may hold the id of a file, or its address in Directus. */
  mediaFileFields: readonly string[];
}

export type JobField =
  | 'status'
  | 'progress'
  | 'result'
  | 'error_message'
  | 'retry_count'
  | 'started_at'
  | 'completed_at';
export type OutputField = 'media_job_id' | 'file_id' | 'kind' | 'params';

export interface MediaOptions {
  names?: { [Key in keyof MediaNames]?: Partial<MediaNames[Key]> | undefined };
  /** Parameters that a job without them gets: `{ apply_watermark: { watermark_text: '© me' } }`. */
  defaults?: Partial<Record<MediaOperation, JsonObject>>;
  /** Default: 2 GB. */
  maxInputBytes?: number;
  /** Where temporary folders are made. Default: the system's. */
  temporaryFolder?: string;
  /** The id of the folder of Directus that results go into. */
  uploadFolder?: string;
  /** Default: 1 s. */
  progressIntervalMs?: number;
}

export const DEFAULT_MAX_INPUT_BYTES = 2_000_000_000;
export const DEFAULT_PROGRESS_INTERVAL_MS = 1000;

/** The documented names; where documents differ, all of their spellings. */
const DEFAULT_NAMES: MediaNames = {
  collections: { jobs: 'media_jobs', outputs: 'media_job_outputs', media: 'scraped_media' },
  jobFields: {
    status: 'status',
    progress: 'progress',
    result: 'result',
    error_message: 'error_message',
    retry_count: 'retry_count',
    started_at: 'started_at',
    completed_at: 'completed_at',
  },
  outputFields: { media_job_id: 'media_job_id', file_id: 'file_id', kind: 'kind', params: 'params' },
  keys: {
    row: ['jobId', 'job_id', 'media_job_id', 'id'],
    operation: ['operation', 'job_type', 'type'],
    file: ['file_id', 'input_file_id'],
    media: ['media_id'],
    params: ['params'],
  },
  mediaFileFields: ['file_id', 'file', 'directus_file_id', 'media_url'],
};

export function namesOf({ names = {} }: MediaOptions): MediaNames {
  return {
    collections: { ...DEFAULT_NAMES.collections, ...names.collections },
    jobFields: { ...DEFAULT_NAMES.jobFields, ...names.jobFields },
    outputFields: { ...DEFAULT_NAMES.outputFields, ...names.outputFields },
    keys: { ...DEFAULT_NAMES.keys, ...names.keys },
    mediaFileFields: [...(names.mediaFileFields ?? DEFAULT_NAMES.mediaFileFields)].filter((name) => name !== undefined),
  };
}
