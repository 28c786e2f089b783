import { GenieError } from '../../errors.ts';
import type { ImageFacts, ImageFormat, MediaFacts, MediaWork, VideoFacts, VideoFormat } from '../../ports/index.ts';
import { cropRegion } from './crop-region.ts';
import type { MediaOperation } from './operations.ts';
import { invalidParameters, type MediaParameters } from './parameters.ts';

/** An image that was taken as a watermark, beside the input. */
export interface MarkFile {
  file: string;
  facts: MediaFacts;
}

export interface WorkPlan {
  work: MediaWork;
  outputFormat: ImageFormat | VideoFormat;
}

const ONLY: Partial<Record<MediaOperation, MediaFacts['kind']>> = {
  create_teaser: 'video',
  compress_video: 'video',
  resize_image: 'image',
  resize_video: 'video',
  convert_image: 'image',
  crop_image: 'image',
};

/** What the tools have to do for these parameters with this file. Throws `MEDIA_KIND_WRONG` or `MEDIA_PARAMS_INVALID`. */
export function planWork(parameters: MediaParameters, facts: MediaFacts, mark: MarkFile | undefined): WorkPlan {
  const { operation } = parameters;
  checkKind(operation, facts);
  switch (parameters.operation) {
    case 'apply_watermark': {
      const { position, opacity: opacityPercent, margin: marginPixels, format } = parameters;
      const source = markOf(parameters, mark);
      const work = { kind: 'watermark', mark: source, position, opacityPercent, marginPixels } as const;
      return { work, outputFormat: facts.kind === 'image' && format !== 'auto' ? format : encodedFormat(facts) };
    }
    case 'create_teaser':
      return { work: clipOf(parameters, facts), outputFormat: 'mp4' };
    case 'compress_video': {
      const { crf: rateFactor, max_width: maxWidth } = parameters;
      const work = { kind: 'compress', rateFactor, ...(maxWidth === undefined ? {} : { maxWidth }) } as const;
      return { work, outputFormat: 'mp4' };
    }
    case 'resize_image':
    case 'resize_video': {
      const { width, height, keep_aspect: keepsAspect } = parameters;
      const sides = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
      return { work: { kind: 'resize', ...sides, keepsAspect }, outputFormat: encodedFormat(facts) };
    }
    case 'convert_image': {
      const { format, quality } = parameters;
      const work = { kind: 'convert', ...(quality === undefined ? {} : { qualityPercent: quality }) } as const;
      return { work, outputFormat: format };
    }
    case 'crop_image':
      return { work: { kind: 'crop', region: cropRegion(parameters, facts) }, outputFormat: encodedFormat(facts) };
    case 'strip_metadata':
      return { work: { kind: 'strip' }, outputFormat: facts.format === 'heic' ? 'jpeg' : facts.format };
    case 'create_thumbnail': {
      const { width, at, format } = parameters;
      const work = { kind: 'thumbnail', width, atSeconds: timeOf(at, facts) } as const;
      return { work, outputFormat: format === 'auto' ? 'jpeg' : format };
    }
  }
}

function checkKind(operation: MediaOperation, { kind }: MediaFacts): void {
  const needed = ONLY[operation];
  if (needed === undefined || needed === kind) return;
  throw new GenieError('MEDIA_KIND_WRONG', `${operation} works on ${needed}s, and the file is a ${kind}`, {
    isRetryable: false,
  });
}

/** Videos are encoded as H.264 in MP4; images stay what they are, where that can be written. */
function encodedFormat(facts: MediaFacts): ImageFormat | VideoFormat {
  if (facts.kind === 'video') return 'mp4';
  return facts.format === 'heic' ? 'jpeg' : facts.format;
}

function markOf(
  { watermark_text: text }: { watermark_text?: string | undefined },
  mark: MarkFile | undefined,
): { text: string } | { file: string; facts: ImageFacts } {
  if (mark === undefined) return { text: text ?? '' };
  const { facts } = mark;
  if (facts.kind === 'image') return { ...mark, facts };
  throw invalidParameters('apply_watermark', 'watermark_file_id is not an image');
}

function clipOf({ start, duration }: { start: number; duration: number }, facts: MediaFacts): MediaWork {
  const { durationSeconds } = facts as VideoFacts;
  if (start >= durationSeconds) {
    throw invalidParameters('create_teaser', `start is ${start} s, and the video ends at ${durationSeconds} s`);
  }
  return { kind: 'clip', startSeconds: start, durationSeconds: Math.min(duration, durationSeconds - start) };
}

/** A second into the video where nothing is said: the first frame is often black. */
function timeOf(at: number | undefined, facts: MediaFacts): number {
  if (facts.kind === 'image') return 0;
  if (at === undefined) return Math.min(1, facts.durationSeconds / 2);
  if (at < facts.durationSeconds) return at;
  throw invalidParameters('create_thumbnail', `at is ${at} s, and the video ends at ${facts.durationSeconds} s`);
}
