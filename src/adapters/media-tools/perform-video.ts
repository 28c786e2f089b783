import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  VIDEO_FORMATS,
  type MediaCall,
  type MediaRequest,
  type MediaWork,
  type VideoFacts,
  type VideoFormat,
} from '../../ports/index.ts';
import { fileRefused, mediaBroken, mediaTooLarge } from './failures.ts';
import { progressReader } from './ffmpeg-progress.ts';
import type { Tools } from './find-tools.ts';
import type { ImageMagick } from './image-magick.ts';
import { inspectImage } from './inspect-image.ts';
import type { MediaLimits } from './limits.ts';
import { performImage } from './perform-image.ts';
import { prepareMark } from './prepare-mark.ts';
import { runTool } from './run-tool.ts';
import { frameArguments, videoArguments, type VideoTask } from './video-arguments.ts';

const FRAME = 'frame.png';

export interface VideoRequest extends MediaRequest {
  facts: VideoFacts;
}

/** Works on a video. */
export async function performVideo(
  tools: Tools,
  magick: ImageMagick,
  request: VideoRequest,
  limits: MediaLimits,
  call: MediaCall,
): Promise<void> {
  const { work, facts, input, output, outputFormat, folder } = request;
  if (work.kind === 'thumbnail') {
    await ffmpeg(frameArguments(facts, input, work.atSeconds, FRAME), facts.durationSeconds);
    const frame = await inspectImage(magick, FRAME, 'png', limits);
    return performImage(magick, { ...request, input: FRAME, facts: frame }, limits);
  }
  if (!isVideoWork(work) || !isVideoFormat(outputFormat)) {
    throw fileRefused('MEDIA_FORMAT_UNSUPPORTED', `A video cannot become ${outputFormat} by "${work.kind}"`);
  }
  const { maxOutputBytes } = limits;
  const mark = work.kind === 'watermark' ? await prepareMark(magick, work, request, limits) : undefined;
  const seconds = work.kind === 'clip' ? work.durationSeconds : facts.durationSeconds;
  await ffmpeg(videoArguments({ ...request, work, outputFormat, mark, maxOutputBytes }), seconds);
  // At its limit ffmpeg stops and says that all went well.
  if ((await stat(join(folder, output))).size >= maxOutputBytes) throw mediaTooLarge('what came out of it');

  async function ffmpeg(args: readonly string[], totalSeconds: number): Promise<void> {
    const onOutput = progressReader(totalSeconds, (done) => call.onProgress?.(done));
    const { timeoutMs } = limits;
    const run = { command: [tools.ffmpeg] as const, args, folder, timeoutMs, signal: call.signal, onOutput };
    const { isDone, stderr } = await runTool(run, tools);
    if (!isDone) throw mediaBroken('ffmpeg', stderr);
  }
}

function isVideoWork(work: MediaWork): work is VideoTask['work'] {
  return work.kind !== 'crop' && work.kind !== 'convert' && work.kind !== 'thumbnail';
}

function isVideoFormat(format: MediaRequest['outputFormat']): format is VideoFormat {
  return VIDEO_FORMATS.some((known) => known === format);
}
