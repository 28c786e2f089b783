import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../json.ts';

const text = z.string().min(1);
const texts = z.array(text).min(1);
const parameters = z.custom<JsonObject>(isJsonObject, 'must be an object');

const operations = z.enum([
  'apply_watermark',
  'create_teaser',
  'compress_video',
  'resize_image',
  'resize_video',
  'convert_image',
  'crop_image',
  'strip_metadata',
  'create_thumbnail',
]);
const jobFields = z.enum([
  'status',
  'progress',
  'result',
  'error_message',
  'retry_count',
  'started_at',
  'completed_at',
]);
const outputFields = z.enum(['media_job_id', 'file_id', 'kind', 'params']);
const fieldName = z.union([text, z.literal(false)]);

const names = z.strictObject({
  collections: z.partialRecord(z.enum(['jobs', 'outputs', 'media']), text).optional(),
  jobFields: z.partialRecord(jobFields, fieldName).optional(),
  outputFields: z.partialRecord(outputFields, fieldName).optional(),
  keys: z.partialRecord(z.enum(['row', 'operation', 'file', 'media', 'params']), texts).optional(),
  mediaFileFields: texts.optional(),
});

/** What the media worker of a project does otherwise. */
export const mediaSchema = z.strictObject({
  concurrency: z.int().min(1).optional(),
  defaults: z.partialRecord(operations, parameters).optional(),
  names: names.optional(),
  uploadFolder: text.optional(),
  temporaryFolder: text.optional(),
  maxInputBytes: z.int().min(1).optional(),
});
