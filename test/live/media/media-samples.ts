import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { liveFolder } from '../services/live-folder.ts';

const run = promisify(execFile);

/** Runs ImageMagick's `convert` in a folder. */
export async function convert(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('convert', args, { cwd: folder, encoding: 'utf8' });
  return stdout;
}

/** Runs ffmpeg in a folder. */
export async function ffmpeg(folder: string, ...args: string[]): Promise<void> {
  await run('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...args], { cwd: folder });
}

/** A new folder with `input`: 400 by 200 pixels of one colour. */
export async function folderWithImage(format = 'jpeg', ...args: string[]): Promise<string> {
  const folder = liveFolder('media');
  await convert(folder, '-size', '400x200', 'xc:#3060a0', ...args, `${format}:input`);
  return folder;
}

const VIDEO = 'testsrc=duration=3:size=320x180:rate=10';

/** A new folder with `input`: 3 s of video and sound, and what a phone notes beside them. */
export async function folderWithVideo(extension = 'mp4', ...args: string[]): Promise<string> {
  const folder = liveFolder('media');
  const streams = ['-f', 'lavfi', '-i', VIDEO, '-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];
  const notes = ['-metadata', 'title=gw-title', '-metadata', 'location=+48.2+16.3/', '-pix_fmt', 'yuv420p'];
  await ffmpeg(folder, ...streams, ...notes, ...args, `sample.${extension}`);
  await run('mv', [`sample.${extension}`, 'input'], { cwd: folder });
  return folder;
}

/** A new folder with `input`: half an hour of video, which takes many seconds to encode and none to make. */
export async function folderWithLongVideo(): Promise<string> {
  const folder = liveFolder('media');
  await ffmpeg(folder, '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=5:duration=4', '-c:v', 'mpeg4', 'part.mp4');
  await ffmpeg(folder, '-stream_loop', '450', '-i', 'part.mp4', '-c', 'copy', 'long.mp4');
  await run('mv', ['long.mp4', 'input'], { cwd: folder });
  return folder;
}

interface Probe {
  format: { duration: string; tags?: Record<string, string> };
  streams: Array<{ codec_type: string; codec_name: string; width?: number; height?: number; pix_fmt?: string }>;
}

export async function probe(folder: string, file: string): Promise<Probe> {
  const args = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', file];
  return JSON.parse((await run('ffprobe', args, { cwd: folder })).stdout) as Probe;
}

/** What `identify` says of a file: its real format, sizes and the like. */
export async function identify(folder: string, file: string, format = '%m %w %h'): Promise<string> {
  return (await run('identify', ['-format', `${format}\n`, file], { cwd: folder })).stdout.trim();
}

/** How many pixels of a part of an image are not those of another; JPEG's noise is not counted. */
export async function changedPixels(folder: string, one: string, other: string, part: string): Promise<number> {
  const crop = (file: string) => ['(', file, '-crop', part, '+repage', ')'];
  const count = ['-compose', 'difference', '-composite', '-threshold', '6%', '-separate', '-evaluate-sequence', 'max'];
  const told = await convert(folder, ...crop(one), ...crop(other), ...count, '-format', '%[fx:mean*w*h]', 'info:');
  return Math.round(Number(told));
}

/** Programs that still work in a folder. */
export async function processesIn(folder: string): Promise<string[]> {
  const { stdout } = await run('bash', ['-c', 'for p in /proc/[0-9]*; do readlink "$p/cwd"; done 2>/dev/null; true']);
  return stdout.split('\n').filter((directory) => directory === path.resolve(folder));
}
