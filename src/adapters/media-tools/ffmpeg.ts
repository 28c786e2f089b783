import type { VideoFormat } from '../../ports/index.ts';

/** The one reader that a file is given to. Others, such as playlists, read more files. */
const DEMUXERS: Readonly<Record<VideoFormat, string>> = {
  mp4: 'mov',
  mov: 'mov',
  webm: 'matroska',
  mkv: 'matroska',
  avi: 'avi',
  mpegts: 'mpegts',
};

/** `file:` before a name keeps it from being an option or an address. */
export function inputArguments(format: VideoFormat, file: string): string[] {
  return ['-protocol_whitelist', 'file', '-f', DEMUXERS[format], '-i', `file:${file}`];
}

/** What ffprobe takes: the same without `-i`. */
export function probeArguments(format: VideoFormat, file: string): string[] {
  return inputArguments(format, file).filter((argument) => argument !== '-i');
}

/** The writer of a format. */
export const MUXERS: Readonly<Record<VideoFormat, string>> = {
  mp4: 'mp4',
  mov: 'mov',
  webm: 'webm',
  mkv: 'matroska',
  avi: 'avi',
  mpegts: 'mpegts',
};
