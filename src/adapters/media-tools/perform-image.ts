import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageFacts, ImageFormat, MediaRequest, MediaWork } from '../../ports/index.ts';
import { fileRefused, mediaBroken, mediaFailed } from './failures.ts';
import { imageArguments, type ImageTask } from './image-arguments.ts';
import type { ImageMagick } from './image-magick.ts';
import type { MediaLimits } from './limits.ts';
import { prepareMark } from './prepare-mark.ts';

const PROFILE = 'profile.icc';

export interface ImageRequest extends MediaRequest {
  facts: ImageFacts;
}

/** Works on an image. */
export async function performImage(magick: ImageMagick, request: ImageRequest, limits: MediaLimits): Promise<void> {
  const { work, outputFormat, folder, output } = request;
  if (!isImageWork(work) || !isWritable(outputFormat)) {
    throw fileRefused('MEDIA_FORMAT_UNSUPPORTED', `An image cannot become ${outputFormat} by "${work.kind}"`);
  }
  const mark = work.kind === 'watermark' ? await prepareMark(magick, work, request, limits) : undefined;
  const profile = work.kind === 'strip' ? await takeProfile(magick, request) : undefined;
  const { isDone, stderr } = await magick.convert(imageArguments({ ...request, work, outputFormat, mark, profile }));
  if (await isEmpty(join(folder, output))) throw isDone ? mediaFailed('ImageMagick', stderr) : refusal(stderr);
  // Cut-off files give a picture with a grey half: that is not what was asked for.
  if (!isDone || /premature end|corrupt|insufficient image data/i.test(stderr)) throw refusal(stderr);
}

function refusal(stderr: string) {
  const isCoderMissing = /no (?:en|de)code delegate/i.test(stderr);
  return isCoderMissing
    ? fileRefused('MEDIA_FORMAT_UNSUPPORTED', 'The ImageMagick of this machine does not know the format', stderr.trim())
    : mediaBroken('ImageMagick', stderr);
}

/** The colours are wrong without it. `undefined` when there is none. */
async function takeProfile(magick: ImageMagick, { folder, input, facts }: ImageRequest): Promise<string | undefined> {
  await magick.convert([`${facts.format}:${input}[0]`, `icc:${PROFILE}`]);
  return (await isEmpty(join(folder, PROFILE))) ? undefined : PROFILE;
}

async function isEmpty(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

function isImageWork(work: MediaWork): work is ImageTask['work'] {
  return work.kind !== 'clip' && work.kind !== 'compress';
}

function isWritable(format: MediaRequest['outputFormat']): format is ImageFormat {
  return ['jpeg', 'png', 'webp', 'avif', 'gif'].includes(format);
}
