import type { ImageFacts, ImageFormat, MediaWork, WatermarkPosition } from '../../ports/index.ts';
import { marginOf } from './mark-size.ts';
import type { PreparedMark } from './prepare-mark.ts';

type ImageWork = Exclude<MediaWork, { kind: 'clip' | 'compress' }>;

const GRAVITY: Readonly<Record<WatermarkPosition, string>> = {
  tl: 'NorthWest',
  tr: 'NorthEast',
  bl: 'SouthWest',
  br: 'SouthEast',
  center: 'Center',
};

/** Formats that keep the frames of an animation. */
const ANIMATED: ReadonlySet<ImageFormat> = new Set(['gif', 'webp']);

export interface ImageTask {
  input: string;
  facts: ImageFacts;
  output: string;
  outputFormat: ImageFormat;
  work: ImageWork;
  mark: PreparedMark | undefined;
  /** The file with the image's colour profile, when it has one. */
  profile: string | undefined;
}

/** What ImageMagick is told for one image. */
export function imageArguments(task: ImageTask): string[] {
  const { input, facts, output, outputFormat, work } = task;
  const isAnimated = facts.frames > 1 && ANIMATED.has(outputFormat) && work.kind !== 'thumbnail';
  return [
    `${facts.format}:${input}${isAnimated ? '' : '[0]'}`,
    ...(isAnimated ? ['-coalesce'] : []),
    '-auto-orient',
    ...changes(task, isAnimated),
    ...(isAnimated && outputFormat === 'gif' ? ['-layers', 'optimize'] : []),
    ...(outputFormat === 'jpeg' ? ['-background', 'white', '-alpha', 'remove', '-alpha', 'off'] : []),
    `${outputFormat}:${output}`,
  ];
}

function changes(task: ImageTask, isAnimated: boolean): string[] {
  const { facts, work, mark, profile } = task;
  switch (work.kind) {
    case 'watermark': {
      if (mark === undefined) return [];
      const margin = work.position === 'center' ? { x: 0, y: 0 } : marginOf(facts, mark, work.marginPixels);
      const place = ['-gravity', GRAVITY[work.position], '-geometry', `+${margin.x}+${margin.y}`, '-compose', 'over'];
      return isAnimated
        ? ['null:', `png:${mark.file}`, ...place, '-layers', 'composite']
        : [`png:${mark.file}`, ...place, '-composite'];
    }
    case 'resize':
      return ['-resize', `${work.width ?? ''}x${work.height ?? ''}${work.keepsAspect ? '' : '!'}`];
    case 'crop': {
      const { x, y, width, height } = work.region;
      return ['-crop', `${width}x${height}+${x}+${y}`, '+repage'];
    }
    case 'convert':
      return work.qualityPercent === undefined ? [] : ['-quality', String(work.qualityPercent)];
    case 'strip':
      return ['-strip', ...(profile === undefined ? [] : ['-profile', `icc:${profile}`])];
    case 'thumbnail':
      return ['-strip', '-resize', `${work.width}x>`];
  }
}
