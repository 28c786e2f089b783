import type { MediaRequest, MediaWork } from '../../ports/index.ts';
import { mediaFailed } from './failures.ts';
import type { ImageMagick } from './image-magick.ts';
import { inspectImage } from './inspect-image.ts';
import { labelText } from './label-text.ts';
import type { MediaLimits } from './limits.ts';
import { markSize, type Size } from './mark-size.ts';

export interface PreparedMark extends Size {
  /** A PNG as large as it is on the picture, as transparent as it has to be. */
  file: string;
}

const MARK = 'mark.png';
const TEXT = 'mark-text.png';

const SCALE = '-auto-orient -strip -resize'.split(' ');
const TRANSPARENCY = '-alpha set -channel A -evaluate multiply'.split(' ');
const LETTERS = '-background none -fill white -stroke #00000099 -strokewidth 1 -gravity center'.split(' ');
const EDGE = '-bordercolor none -border 1'.split(' ');

/** Letters are about half as wide as they are high; drawn larger than needed they stay sharp. */
const POINTS_FOR_WIDTH = 3;
const MIN_POINTS = 24;
const MAX_POINTS = 400;

/** Writes the mark into the request's folder, for images and videos alike. */
export async function prepareMark(
  magick: ImageMagick,
  work: Extract<MediaWork, { kind: 'watermark' }>,
  { facts: picture }: MediaRequest,
  limits: MediaLimits,
): Promise<PreparedMark> {
  const { mark, opacityPercent } = work;
  const source = 'text' in mark ? await drawText(magick, mark.text, picture, limits) : mark;
  const size = markSize(picture, source.facts);
  await convert(magick, [
    `${source.facts.format}:${source.file}[0]`,
    ...SCALE,
    `${size.width}x${size.height}!`,
    ...TRANSPARENCY,
    String(opacityPercent / 100),
    '+channel',
    `png32:${MARK}`,
  ]);
  return { ...size, file: MARK };
}

/** White letters with a dark edge: readable on any picture. */
async function drawText(magick: ImageMagick, text: string, picture: Size, limits: MediaLimits) {
  const longest = Math.max(1, ...text.split('\n').map((line) => line.length));
  const points = Math.round((POINTS_FOR_WIDTH * 0.15 * picture.width) / longest);
  const size = String(Math.min(MAX_POINTS, Math.max(MIN_POINTS, points)));
  await convert(magick, [...LETTERS, '-pointsize', size, `label:${labelText(text)}`, ...EDGE, `png32:${TEXT}`]);
  return { file: TEXT, facts: await inspectImage(magick, TEXT, 'png', limits) };
}

async function convert(magick: ImageMagick, args: readonly string[]): Promise<void> {
  const { isDone, stderr } = await magick.convert(args);
  if (!isDone) throw mediaFailed('ImageMagick', stderr);
}
