import { join } from 'node:path';
import {
  IMAGE_FORMATS,
  VIDEO_FORMATS,
  type ImageFormat,
  type MediaRequest,
  type MediaToolsPort,
  type VideoFormat,
} from '../../ports/index.ts';
import { GenieError } from '../../errors.ts';
import { fileRefused } from './failures.ts';
import { findTools, type Tools } from './find-tools.ts';
import { imageMagick } from './image-magick.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectVideo } from './inspect-video.ts';
import { DEFAULT_LIMITS, type MediaLimits } from './limits.ts';
import { performImage, type ImageRequest } from './perform-image.ts';
import { performVideo, type VideoRequest } from './perform-video.ts';
import { recogniseFormat } from './recognise-format.ts';

export interface MediaToolsOptions {
  /** Folders with programs, as in `PATH`, which is the default. */
  searchPath?: string;
  limits?: Partial<MediaLimits>;
}

/** Names that no program takes for an option, a format, a pattern or a script. */
const PLAIN_NAME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9]+)?$/;

/** The ffmpeg and the ImageMagick (6 or 7) of this machine. They are looked for at the first call. */
export function mediaTools(options: MediaToolsOptions = {}): MediaToolsPort {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  let found: Promise<Tools> | undefined;

  function tools(): Promise<Tools> {
    found ??= findTools(options.searchPath);
    // What is missing may be installed while a worker runs.
    found.catch(() => (found = undefined));
    return found;
  }

  return {
    async inspect(folder, file, { signal } = {}) {
      checkNames(file);
      const format = await recogniseFormat(join(folder, file));
      if (format === undefined) throw unknownFormat();
      if (isImage(format)) {
        return inspectImage(imageMagick(await tools(), limits, folder, signal), file, format, limits);
      }
      return inspectVideo(await tools(), { folder, file, signal }, format, limits);
    },
    async perform(request, call = {}) {
      checkNames(...namesOf(request));
      const magick = imageMagick(await tools(), limits, request.folder, call.signal);
      if (isImageRequest(request)) return performImage(magick, request, limits);
      if (isVideoRequest(request)) return performVideo(await tools(), magick, request, limits, call);
    },
  };
}

function namesOf({ input, output, work }: MediaRequest): string[] {
  return [input, output, ...(work.kind === 'watermark' && 'file' in work.mark ? [work.mark.file] : [])];
}

function checkNames(...names: readonly string[]): void {
  const name = names.find((candidate) => !PLAIN_NAME.test(candidate));
  if (name !== undefined) throw new GenieError('INTERNAL', `"${name}" is no plain file name`, { isRetryable: false });
}

function isImage(format: ImageFormat | VideoFormat): format is ImageFormat {
  return IMAGE_FORMATS.some((known) => known === format);
}

function isImageRequest(request: MediaRequest): request is ImageRequest {
  return request.facts.kind === 'image';
}

function isVideoRequest(request: MediaRequest): request is VideoRequest {
  return request.facts.kind === 'video';
}

function unknownFormat(): GenieError {
  return fileRefused(
    'MEDIA_FORMAT_UNSUPPORTED',
    'The file is neither an image nor a video in a known format',
    `Known are ${[...IMAGE_FORMATS, ...VIDEO_FORMATS].join(', ')}, judged by the first bytes and not by the name.`,
  );
}
