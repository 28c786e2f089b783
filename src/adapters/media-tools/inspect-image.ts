import type { ImageFacts, ImageFormat } from '../../ports/index.ts';
import { mediaBroken, mediaTooLarge } from './failures.ts';
import type { ImageMagick } from './image-magick.ts';
import type { MediaLimits } from './limits.ts';

/** EXIF orientations that turn an image by a quarter. */
const TURNED = new Set(['LeftTop', 'RightTop', 'RightBottom', 'LeftBottom']);

/** Reads an image's header. Rejects with `MEDIA_BROKEN` or `MEDIA_TOO_LARGE`. */
export async function inspectImage(
  magick: ImageMagick,
  file: string,
  format: ImageFormat,
  { maxPixels }: MediaLimits,
): Promise<ImageFacts> {
  const { isDone, stdout, stderr } = await magick.identify([
    '-ping',
    '-format',
    String.raw`%w %h %[orientation]\n`,
    `${format}:${file}`,
  ]);
  const frames = stdout.split('\n').filter((line) => line !== '');
  const [, width, height, orientation = ''] = /^(\d+) (\d+) ?(\w*)$/.exec(frames[0] ?? '') ?? [];
  if (!isDone && /exceeds limit|resources exhausted/i.test(stderr)) throw mediaTooLarge('ImageMagick refuses its size');
  if (width === undefined || height === undefined) throw mediaBroken('ImageMagick', stderr);
  const pixels = Number(width) * Number(height) * frames.length;
  if (pixels > maxPixels) throw mediaTooLarge(`${pixels} pixels, and ${maxPixels} are allowed`);
  const sides = [Number(width), Number(height)] as const;
  const [shownWidth, shownHeight] = TURNED.has(orientation) ? [sides[1], sides[0]] : sides;
  return { kind: 'image', format, width: shownWidth, height: shownHeight, frames: frames.length };
}
