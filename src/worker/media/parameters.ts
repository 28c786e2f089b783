import { z } from 'zod';
import { GenieError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { IMAGE_FORMATS } from '../../ports/index.ts';
import type { MediaOperation } from './operations.ts';

/** Models write numbers as texts. */
const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), schema);

const MAX_SIDE = 16_384;
const side = number(z.number().int().min(1).max(MAX_SIDE));
const seconds = number(z.number().min(0));
const offset = number(z.number().int().min(0).max(MAX_SIDE)).default(0);

const WRITTEN = ['auto', 'jpg', ...IMAGE_FORMATS.filter((format) => format !== 'heic')] as const;
const format = z
  .preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), z.enum(WRITTEN))
  .transform((name) => (name === 'jpg' ? 'jpeg' : name));

const keepsAspect = z.boolean().default(true);
const size = z
  .object({ width: side.optional(), height: side.optional(), keep_aspect: keepsAspect })
  .refine(({ width, height }) => width !== undefined || height !== undefined, 'needs a width or a height');
const nothing = z.object({});

/** Other keys are left alone: a job's own stand beside them. */
const PARAMETERS = {
  apply_watermark: z
    .object({
      watermark_text: z.string().trim().min(1).max(200).optional(),
      watermark_file_id: z.string().optional(),
      position: z.enum(['tl', 'tr', 'bl', 'br', 'center']).default('br'),
      opacity: number(z.number().min(0).max(100)).default(70),
      margin: number(z.number().int().min(0).max(MAX_SIDE)).default(20),
      format: format.default('auto'),
    })
    .refine(
      ({ watermark_text: text, watermark_file_id: file }) => text !== undefined || file !== undefined,
      'needs watermark_text or watermark_file_id',
    ),
  create_teaser: z.object({
    start: seconds.default(0),
    duration: number(z.number().min(0.1).max(600)).default(10),
  }),
  compress_video: z.object({
    crf: number(z.number().int().min(18).max(40)).default(28),
    max_width: number(z.number().int().min(16).max(MAX_SIDE)).optional(),
  }),
  resize_image: size,
  resize_video: size,
  convert_image: z.object({
    format: format.refine((name) => name !== 'auto', 'must name a format'),
    quality: number(z.number().int().min(1).max(100)).optional(),
  }),
  crop_image: z.object({
    region: z.object({ x: offset, y: offset, width: side, height: side }).optional(),
    width: side.optional(),
    height: side.optional(),
    left: offset,
    top: offset,
    right: offset,
    bottom: offset,
  }),
  strip_metadata: nothing,
  create_thumbnail: z.object({
    width: number(z.number().int().min(16).max(4096)).default(320),
    at: seconds.optional(),
    format: format.default('jpeg'),
  }),
} as const satisfies Record<MediaOperation, z.ZodType>;

export type MediaParameters = {
  [Operation in MediaOperation]: { operation: Operation } & z.output<(typeof PARAMETERS)[Operation]>;
}[MediaOperation];

/** Checks the parameters of an operation and fills in what is missing. Throws `MEDIA_PARAMS_INVALID`, which names each problem. */
export function readParameters(operation: MediaOperation, params: JsonObject): MediaParameters {
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null));
  const read = PARAMETERS[operation].safeParse(given);
  if (read.success) return { operation, ...read.data } as MediaParameters;
  const problems = read.error.issues.map(({ path, message }) => [...path, message].join(' '));
  throw invalidParameters(operation, problems.join('; '));
}

export function invalidParameters(operation: MediaOperation, problem: string): GenieError {
  return new GenieError('MEDIA_PARAMS_INVALID', `The parameters of ${operation} are not right: ${problem}`, {
    isRetryable: false,
  });
}
