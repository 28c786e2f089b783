import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { mediaTools } from '../../../src/adapters/media-tools/index.ts';
import type { ImageFormat, MediaWork, VideoFormat } from '../../../src/ports/index.ts';
import { startChild } from '../../adapters/child-process.ts';
import { liveFolder } from '../services/live-folder.ts';
import {
  changedPixels,
  convert,
  ffmpeg,
  folderWithImage,
  folderWithLongVideo,
  folderWithVideo,
  identify,
  probe,
  processesIn,
} from './media-samples.ts';

const tools = mediaTools();

async function make(folder: string, work: MediaWork, format: ImageFormat | VideoFormat, output: string) {
  const facts = await tools.inspect(folder, 'input');
  const progress: number[] = [];
  const onProgress = (done: number) => void progress.push(done);
  await tools.perform({ folder, input: 'input', facts, output, outputFormat: format, work }, { onProgress });
  return { facts, progress };
}

const watermark = {
  kind: 'watermark',
  mark: { text: '© 2026 me' },
  position: 'br',
  opacityPercent: 70,
  marginPixels: 20,
} as const satisfies MediaWork;

describe('images', () => {
  test.each([
    ['tl', '60x30+20+20'],
    ['tr', '60x30+320+20'],
    ['bl', '60x30+20+150'],
    ['br', '60x30+320+150'],
    ['center', '60x40+170+80'],
  ] as const)('a watermark at %s changes that part and nothing else', async (position, part) => {
    const folder = await folderWithImage('png');
    await make(folder, { ...watermark, position }, 'png', 'output.png');
    expect(await identify(folder, 'output.png')).toBe('PNG 400 200');
    const there = await changedPixels(folder, 'input', 'output.png', part);
    expect(there).toBeGreaterThan(30);
    expect(await changedPixels(folder, 'input', 'output.png', '400x200+0+0')).toBe(there);
  });

  test('a picture as a watermark is scaled to 15 % of the width and is as transparent as asked', async () => {
    const folder = await folderWithImage('png');
    await convert(folder, '-size', '1000x500', 'xc:white', 'webp:mark');
    const facts = await tools.inspect(folder, 'mark');
    if (facts.kind !== 'image') throw new Error('it is an image');
    await make(folder, { ...watermark, mark: { file: 'mark', facts }, opacityPercent: 50 }, 'png', 'output.png');
    expect(await changedPixels(folder, 'input', 'output.png', '400x200+0+0')).toBe(60 * 30);
    const mixed = await convert(
      folder,
      'output.png',
      '-crop',
      '1x1+350+165',
      '-format',
      '%[fx:int(255*r)] %[fx:int(255*b)]',
      'info:',
    );
    expect(mixed).toBe('151 207');
  });

  test('a mark that is larger than the picture stays inside of it', async () => {
    const folder = liveFolder('media');
    await convert(folder, '-size', '20x20', 'xc:blue', 'png:input');
    await make(folder, { ...watermark, marginPixels: 5000 }, 'png', 'output.png');
    expect(await changedPixels(folder, 'input', 'output.png', '20x20+0+0')).toBeGreaterThan(0);
  });

  test.each([
    '@/etc/passwd',
    '%[EXIF:*] %f %d',
    String.raw`\n\@/etc/hostname`,
    '-version',
    'label:@/etc/passwd',
    '&lt;b&gt;',
    '$(touch /tmp/gw-shell); `id`',
    'msl:/etc/passwd | https://127.0.0.1/',
  ])('the text %j is drawn as it is', async (text) => {
    const folder = await folderWithImage('png');
    await make(folder, { ...watermark, mark: { text } }, 'png', 'output.png');
    const [width = 0, height = 0] = (await identify(folder, 'mark-text.png', '%w %h')).split(' ').map(Number);
    const points = Math.max(24, (3 * 0.15 * 400) / text.length);
    // One line, and as long as that many letters: what stands for something else is shorter, longer or higher.
    expect(height).toBeLessThan(1.6 * points);
    expect(width / (points * text.length)).toBeGreaterThan(0.3);
    expect(width / (points * text.length)).toBeLessThan(0.8);
  });

  test('an animation keeps its frames', async () => {
    const folder = liveFolder('media');
    await convert(folder, '-delay', '10', '-size', '200x100', 'xc:red', 'xc:green', 'xc:blue', 'gif:input');
    await make(folder, watermark, 'gif', 'output.gif');
    expect((await identify(folder, 'output.gif', '%n')).split('\n')).toHaveLength(3);
    await make(folder, { kind: 'convert' }, 'png', 'output.png');
    expect(await identify(folder, 'output.png')).toBe('PNG 200 100');
  });

  test.each([
    [{ width: 100 }, true, '100 50'],
    [{ height: 100 }, true, '200 100'],
    [{ width: 100, height: 100 }, true, '100 50'],
    [{ width: 100, height: 100 }, false, '100 100'],
    [{ width: 800 }, true, '800 400'],
  ])('%j with the aspect kept: %j becomes %s', async (sides, keepsAspect, expected) => {
    const folder = await folderWithImage();
    await make(folder, { kind: 'resize', ...sides, keepsAspect }, 'jpeg', 'output.jpg');
    expect(await identify(folder, 'output.jpg')).toBe(`JPEG ${expected}`);
  });

  test('a crop takes the part that was asked for', async () => {
    const folder = await folderWithImage('png', '-fill', 'red', '-draw', 'rectangle 100,50 199,99');
    await make(folder, { kind: 'crop', region: { x: 100, y: 50, width: 100, height: 50 } }, 'png', 'output.png');
    expect(await identify(folder, 'output.png', '%w %h %[fx:mean.r] %[fx:mean.g]')).toBe('100 50 1 0');
  });

  test.each([
    ['jpeg', 'JPEG'],
    ['png', 'PNG'],
    ['webp', 'WEBP'],
    ['avif', 'AVIF'],
    ['gif', 'GIF'],
  ] as const)('converts to %s', async (format, expected) => {
    const folder = await folderWithImage('png');
    await make(folder, { kind: 'convert', qualityPercent: 60 }, format, 'output');
    const head = await tools.inspect(folder, 'output');
    expect(head).toMatchObject({ format, width: 400, height: 200 });
    expect(await identify(folder, `${format}:output`)).toBe(`${expected} 400 200`);
  });

  test('transparent parts become white in a JPEG', async () => {
    const folder = liveFolder('media');
    await convert(folder, '-size', '50x50', 'xc:none', 'png:input');
    await make(folder, { kind: 'convert' }, 'jpeg', 'output.jpg');
    expect(await identify(folder, 'output.jpg', '%[fx:mean]')).toBe('1');
  });

  test('metadata goes, the colour profile and the orientation stay', async () => {
    const folder = liveFolder('media');
    await convert(folder, '-size', '400x200', 'gradient:red-blue', '-set', 'comment', 'gw-secret', 'jpeg:plain');
    writeFileSync(path.join(folder, 'input'), withExif(folder, 6));
    expect(await identify(folder, 'input', '%[orientation] %c')).toBe('RightTop gw-secret');
    const { facts } = await make(folder, { kind: 'strip' }, 'jpeg', 'output.jpg');
    expect(facts).toMatchObject({ width: 200, height: 400 });
    expect(await identify(folder, 'output.jpg', '%w %h %[EXIF:*]%c')).toBe('200 400');
    expect(bytesOf(folder, 'output.jpg')).not.toMatch(/gw-secret|Exif/);
  });

  test('a thumbnail is small and holds nothing else', async () => {
    const folder = await folderWithImage('jpeg', '-set', 'comment', 'gw-secret');
    await make(folder, { kind: 'thumbnail', width: 100, atSeconds: 0 }, 'jpeg', 'output.jpg');
    expect(await identify(folder, 'output.jpg')).toBe('JPEG 100 50');
    expect(bytesOf(folder, 'output.jpg')).not.toContain('gw-secret');
  });
});

describe('videos', () => {
  test('a watermark is on every frame, and the sound stays', async () => {
    const folder = await folderWithVideo();
    const { progress } = await make(folder, { ...watermark, mark: { text: 'MARK' } }, 'mp4', 'output.mp4');
    const { streams, format } = await probe(folder, 'output.mp4');
    expect(streams.map(({ codec_name: name }) => name)).toEqual(['h264', 'aac']);
    expect(streams[0]).toMatchObject({ width: 320, height: 180, pix_fmt: 'yuv420p' });
    expect(Number(format.duration)).toBeCloseTo(3, 1);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress.every((done) => done >= 0 && done <= 1)).toBe(true);
    for (const time of ['0.2', '2.5']) {
      await ffmpeg(folder, '-ss', time, '-i', 'input', '-frames:v', '1', 'before.png');
      await ffmpeg(folder, '-ss', time, '-i', 'output.mp4', '-frames:v', '1', 'after.png');
      expect(await changedPixels(folder, 'before.png', 'after.png', '48x24+252+136')).toBeGreaterThan(30);
    }
  });

  test.each([
    [{ width: 101 }, true, 100, 56],
    [{ height: 90 }, true, 160, 90],
    [{ width: 100, height: 100 }, true, 100, 56],
    [{ width: 101, height: 51 }, false, 100, 50],
  ])('%j with the aspect kept: %j becomes %i by %i', async (sides, keepsAspect, width, height) => {
    const folder = await folderWithVideo();
    await make(folder, { kind: 'resize', ...sides, keepsAspect }, 'mp4', 'output.mp4');
    expect((await probe(folder, 'output.mp4')).streams[0]).toMatchObject({ width, height });
  });

  test('a teaser starts and ends where it was asked to', async () => {
    const folder = await folderWithVideo();
    await make(folder, { kind: 'clip', startSeconds: 1, durationSeconds: 1.5 }, 'mp4', 'output.mp4');
    expect(Number((await probe(folder, 'output.mp4')).format.duration)).toBeCloseTo(1.5, 1);
  });

  test('compression makes it smaller', async () => {
    const folder = await folderWithVideo('mp4', '-crf', '5');
    await make(folder, { kind: 'compress', rateFactor: 35, maxWidth: 200 }, 'mp4', 'output.mp4');
    expect(statSync(path.join(folder, 'output.mp4')).size).toBeLessThan(
      statSync(path.join(folder, 'input')).size * 0.8,
    );
    expect((await probe(folder, 'output.mp4')).streams[0]).toMatchObject({ width: 200, height: 112 });
  });

  test.each(['mp4', 'mov', 'webm', 'mkv'] as const)('metadata of %s goes without encoding again', async (format) => {
    const codecs = format === 'webm' ? ['-c:v', 'libvpx', '-c:a', 'libvorbis'] : [];
    const folder = await folderWithVideo(format, ...codecs);
    expect(bytesOf(folder, 'input')).toContain('gw-title');
    await make(folder, { kind: 'strip' }, format, `output.${format}`);
    expect(bytesOf(folder, `output.${format}`)).not.toMatch(/gw-title|\+48\.2/);
    const [before, after] = [await probe(folder, 'input'), await probe(folder, `output.${format}`)];
    expect(after.streams.map((stream) => stream.codec_name)).toEqual(before.streams.map((stream) => stream.codec_name));
  });

  test.each(['avi', 'ts'])('reads %s', async (extension) => {
    const folder = await folderWithVideo(extension);
    expect(await tools.inspect(folder, 'input')).toMatchObject({ kind: 'video', width: 320, height: 180 });
  });

  test('a thumbnail is a frame', async () => {
    const folder = await folderWithVideo();
    await make(folder, { kind: 'thumbnail', width: 160, atSeconds: 1 }, 'webp', 'output.webp');
    expect(await identify(folder, 'output.webp')).toBe('WEBP 160 90');
  });

  test('a video that was filmed upright keeps its sides', async () => {
    const folder = await folderWithVideo();
    await ffmpeg(folder, '-i', 'input', '-metadata:s:v', 'rotate=90', '-c', 'copy', 'turned.mp4');
    expect(await tools.inspect(folder, 'turned.mp4')).toMatchObject({ width: 180, height: 320 });
  });
});

describe('files that are refused', () => {
  test.each([
    ['text', 'hello'],
    ['a script of ImageMagick', '<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['a list for ffmpeg', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['PDF', '%PDF-1.4\n'],
    ['nothing', ''],
  ])('%s', async (_, content) => {
    const folder = liveFolder('media');
    writeFileSync(path.join(folder, 'input'), content);
    await expect(tools.inspect(folder, 'input')).rejects.toMatchObject({
      code: 'MEDIA_FORMAT_UNSUPPORTED',
      isRetryable: false,
    });
  });

  test.each([
    ['an image', '\x89PNG\r\n\x1a\nnothing else'],
    ['a video', `\0\0\0\x20ftypisom${'\0'.repeat(200)}`],
  ])('%s that is only a head', async (_, content) => {
    const folder = liveFolder('media');
    writeFileSync(path.join(folder, 'input'), Buffer.from(content, 'latin1'));
    await expect(tools.inspect(folder, 'input')).rejects.toMatchObject({ code: 'MEDIA_BROKEN', isRetryable: false });
  });

  test('an image that was cut off', async () => {
    const folder = await folderWithImage('jpeg', '+noise', 'Random');
    const bytes = Buffer.from(bytesOf(folder, 'input'), 'latin1');
    writeFileSync(path.join(folder, 'input'), bytes.subarray(0, bytes.length / 2));
    await expect(
      make(folder, { kind: 'resize', width: 10, keepsAspect: true }, 'png', 'out.png'),
    ).rejects.toMatchObject({
      code: 'MEDIA_BROKEN',
    });
  });

  test('a video in another container than its head says', async () => {
    const folder = await folderWithVideo();
    const rest = Buffer.from(bytesOf(folder, 'input'), 'latin1').subarray(32, 2000);
    writeFileSync(path.join(folder, 'input'), Buffer.concat([Buffer.from('\0\0\0\x20ftypisom', 'latin1'), rest]));
    await expect(tools.inspect(folder, 'input')).rejects.toMatchObject({ code: 'MEDIA_BROKEN' });
  });

  test('too many pixels, seconds and bytes', async () => {
    const small = mediaTools({ limits: { maxPixels: 1000, maxVideoSeconds: 2 } });
    const image = await folderWithImage();
    await expect(small.inspect(image, 'input')).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
    const video = await folderWithVideo();
    await expect(small.inspect(video, 'input')).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
    const short = mediaTools({ limits: { maxVideoSeconds: 2 } });
    await expect(short.inspect(video, 'input')).rejects.toMatchObject({
      message: 'The file is too large: 3 s, and 2 s are allowed',
    });
    const narrow = mediaTools({ limits: { maxOutputBytes: 5000 } });
    const facts = await narrow.inspect(video, 'input');
    const work: MediaWork = { kind: 'compress', rateFactor: 18 };
    const request = { folder: video, input: 'input', facts, output: 'output.mp4', outputFormat: 'mp4', work } as const;
    await expect(narrow.perform(request)).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE' });
  });

  test('names that a tool could take for something else', async () => {
    const folder = await folderWithImage();
    for (const name of [
      '-version',
      '@input',
      'input%d',
      '|id',
      'msl:input',
      'https://x/',
      '../input',
      'a b',
      'in[0]',
    ]) {
      await expect(tools.inspect(folder, name)).rejects.toMatchObject({ code: 'INTERNAL' });
    }
  });
});

describe('stopping', () => {
  async function startLongWork(signal: AbortSignal, limits = {}) {
    const folder = await folderWithLongVideo();
    const bounded = mediaTools({ limits });
    const facts = await bounded.inspect(folder, 'input');
    const begun = Promise.withResolvers<void>();
    const request = {
      folder,
      input: 'input',
      facts,
      output: 'output.mp4',
      outputFormat: 'mp4',
      work: watermark,
    } as const;
    const done = bounded.perform(request, { signal, onProgress: (part) => part > 0 && begun.resolve() });
    return { folder, done, begun: begun.promise };
  }

  test('an abort ends the tool within 250 ms', async () => {
    const controller = new AbortController();
    const { folder, done, begun } = await startLongWork(controller.signal);
    await begun;
    expect(await processesIn(folder)).not.toEqual([]);
    const before = performance.now();
    controller.abort(new Error('stopped by a person'));
    await expect(done).rejects.toThrow('stopped by a person');
    expect(performance.now() - before).toBeLessThan(250);
    expect(await processesIn(folder)).toEqual([]);
  });

  test('the time limit ends the tool', async () => {
    const { folder, done } = await startLongWork(new AbortController().signal, { timeoutMs: 1500 });
    await expect(done).rejects.toMatchObject({ code: 'MEDIA_TIMEOUT', message: 'ffmpeg took more than 2 s' });
    expect(await processesIn(folder)).toEqual([]);
  });

  test('ffmpeg ends with a worker that is killed', async () => {
    const folder = await folderWithLongVideo();
    const worker = startChild(new URL('work-for-ever.ts', import.meta.url), [folder]);
    expect(await worker.nextLine()).toBe('begun');
    expect(await processesIn(folder)).not.toEqual([]);
    await worker.kill();
    await expect.poll(() => processesIn(folder), { timeout: 2000 }).toEqual([]);
  });

  test('nothing starts when the signal is aborted already', async () => {
    const folder = await folderWithImage();
    const files = readdirSync(folder);
    const call = { signal: AbortSignal.abort(new Error('too late')) };
    await expect(tools.inspect(folder, 'input', call)).rejects.toThrow('too late');
    expect(readdirSync(folder)).toEqual(files);
  });
});

function bytesOf(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'latin1');
}

/** The JPEG `plain` with an orientation noted as cameras do. */
function withExif(folder: string, orientation: number): Buffer {
  const tiff = Buffer.from('49492a0008000000010012010300010000000000000000000000', 'hex');
  tiff.writeUInt16LE(orientation, 18);
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, payload.length + 2]);
  return Buffer.concat([head, payload, readFileSync(path.join(folder, 'plain')).subarray(2)]);
}
