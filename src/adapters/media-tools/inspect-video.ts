import type { VideoFacts, VideoFormat } from '../../ports/index.ts';
import { mediaBroken, mediaTooLarge } from './failures.ts';
import { probeArguments } from './ffmpeg.ts';
import type { Tools } from './find-tools.ts';
import type { MediaLimits } from './limits.ts';
import { runTool } from './run-tool.ts';

interface Probe {
  streams?: Stream[];
  format?: { duration?: string };
}

interface Stream {
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  duration?: string;
  disposition?: { attached_pic?: number };
  side_data_list?: Array<{ rotation?: number }>;
}

/** Reads a video's header. Rejects with `MEDIA_BROKEN` or `MEDIA_TOO_LARGE`. */
export async function inspectVideo(
  tools: Tools,
  place: { folder: string; file: string; signal: AbortSignal | undefined },
  format: VideoFormat,
  limits: MediaLimits,
): Promise<VideoFacts> {
  const { folder, file, signal } = place;
  const args = [
    '-v',
    'error',
    '-print_format',
    'json',
    '-show_format',
    '-show_streams',
    ...probeArguments(format, file),
  ];
  const run = { command: [tools.ffprobe] as const, args, folder, timeoutMs: limits.timeoutMs, signal };
  const { isDone, stdout, stderr } = await runTool(run, tools);
  const probe = isDone ? (JSON.parse(stdout) as Probe) : {};
  const picture = probe.streams?.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic);
  const { width = 0, height = 0 } = picture ?? {};
  const durationSeconds = Number(probe.format?.duration ?? picture?.duration);
  if (width < 1 || height < 1 || !(durationSeconds > 0)) throw mediaBroken('ffprobe', stderr);
  if (width * height > limits.maxPixels) throw mediaTooLarge(`${width}x${height} pixels`);
  if (durationSeconds > limits.maxVideoSeconds) {
    throw mediaTooLarge(`${Math.round(durationSeconds)} s, and ${limits.maxVideoSeconds} s are allowed`);
  }
  const [shownWidth, shownHeight] = isTurned(picture) ? [height, width] : [width, height];
  const soundCodec = probe.streams?.find(({ codec_type: type }) => type === 'audio')?.codec_name ?? null;
  return { kind: 'video', format, width: shownWidth, height: shownHeight, durationSeconds, soundCodec };
}

/** Phones film upright by noting a quarter turn. */
function isTurned(stream: Stream | undefined): boolean {
  const rotation = stream?.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return Math.abs(rotation) % 180 === 90;
}
