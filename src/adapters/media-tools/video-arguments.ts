import type { MediaWork, VideoFacts, VideoFormat, WatermarkPosition } from '../../ports/index.ts';
import { inputArguments, MUXERS } from './ffmpeg.ts';
import { marginOf } from './mark-size.ts';
import type { PreparedMark } from './prepare-mark.ts';

type VideoWork = Exclude<MediaWork, { kind: 'crop' | 'convert' | 'thumbnail' }>;

export interface VideoTask {
  input: string;
  facts: VideoFacts;
  output: string;
  outputFormat: VideoFormat;
  work: VideoWork;
  mark: PreparedMark | undefined;
  maxOutputBytes: number;
}

/** The platform's setting for watermarks: quick, and hardly to be told from the original. */
const RATE_FACTOR = 22;

/** H.264 has no odd widths and heights, and players want 4:2:0. */
const FOR_H264 = 'scale=trunc(iw/2)*2:trunc(ih/2)*2,setsar=1,format=yuv420p';

const COMMON = '-hide_banner -nostdin -nostats -loglevel error -y -progress pipe:1'.split(' ');
const H264 = '-map 0:a? -c:v libx264 -preset veryfast -movflags +faststart'.split(' ');
const AAC = '-c:a aac -b:a 128k'.split(' ');
const ONE_PNG = '-map 0:V:0 -frames:v 1 -c:v png -f image2 -update 1'.split(' ');
const COPY_STREAMS = '-map 0:V:0 -map 0:a? -c copy -map_metadata -1 -map_chapters -1 -fflags +bitexact'.split(' ');

/** What ffmpeg is told for one video. */
export function videoArguments(task: VideoTask): string[] {
  const { input, facts, output, outputFormat, work, mark, maxOutputBytes } = task;
  const source = inputArguments(facts.format, input);
  const target = ['-fs', String(maxOutputBytes), '-f', MUXERS[outputFormat], `file:${output}`];
  switch (work.kind) {
    case 'watermark': {
      if (mark === undefined) return [];
      const filter = `[0:V:0][1:v]overlay=${corner(facts, mark, work)},${FOR_H264}[out]`;
      const picture = ['-protocol_whitelist', 'file', '-f', 'png_pipe', '-i', `file:${mark.file}`];
      const mixed = [...picture, '-filter_complex', filter, '-map', '[out]'];
      return [...COMMON, ...source, ...mixed, ...encode(RATE_FACTOR, facts), ...target];
    }
    case 'resize':
      return [
        ...COMMON,
        ...source,
        ...filtered(`${scale(work)},${FOR_H264}`),
        ...encode(RATE_FACTOR, facts),
        ...target,
      ];
    case 'compress': {
      const { maxWidth, rateFactor } = work;
      const smaller = maxWidth === undefined ? '' : `scale=w='min(iw,${maxWidth})':h=-2,`;
      return [...COMMON, ...source, ...filtered(`${smaller}${FOR_H264}`), ...encode(rateFactor, facts), ...target];
    }
    case 'clip': {
      const part = ['-ss', String(work.startSeconds), '-t', String(work.durationSeconds)];
      return [...COMMON, ...part, ...source, ...filtered(FOR_H264), ...encode(RATE_FACTOR, facts), ...target];
    }
    case 'strip':
      return [...COMMON, ...source, ...COPY_STREAMS, ...target];
  }
}

/** One frame as a PNG. */
export function frameArguments(facts: VideoFacts, input: string, atSeconds: number, output: string): string[] {
  const source = ['-ss', String(atSeconds), ...inputArguments(facts.format, input)];
  return [...COMMON, ...source, ...ONE_PNG, `file:${output}`];
}

function filtered(filter: string): string[] {
  return ['-map', '0:V:0', '-vf', filter];
}

function encode(rateFactor: number, { soundCodec }: VideoFacts): string[] {
  // Sound that fits is kept: encoded again it gets worse, and often larger.
  return [...H264, '-crf', String(rateFactor), ...(soundCodec === 'aac' ? ['-c:a', 'copy'] : AAC)];
}

function scale({ width, height, keepsAspect }: Extract<VideoWork, { kind: 'resize' }>): string {
  if (width === undefined || height === undefined) return `scale=${width ?? -2}:${height ?? -2}`;
  return `scale=${width}:${height}${keepsAspect ? ':force_original_aspect_ratio=decrease' : ''}`;
}

function corner(facts: VideoFacts, mark: PreparedMark, work: Extract<VideoWork, { kind: 'watermark' }>): string {
  const { x, y } = marginOf(facts, mark, work.marginPixels);
  const right = `W-w-${x}`;
  const bottom = `H-h-${y}`;
  const corners: Record<WatermarkPosition, string> = {
    tl: `${x}:${y}`,
    tr: `${right}:${y}`,
    bl: `${x}:${bottom}`,
    br: `${right}:${bottom}`,
    center: '(W-w)/2:(H-h)/2',
  };
  return corners[work.position];
}
