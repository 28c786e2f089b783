import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectusServer } from '../../../src/adapters/directus-server/index.ts';
import { mediaTools } from '../../../src/adapters/media-tools/index.ts';
import { systemClock } from '../../../src/adapters/system-clock.ts';
import type { JsonObject } from '../../../src/json.ts';
import { createMediaProcessor, processMediaJob, type MediaPorts } from '../../../src/worker/media/index.ts';
import { startDirectus } from '../services/directus.ts';
import { liveFolder } from '../services/live-folder.ts';
import { folderWithImage, folderWithVideo, identify, processesIn } from './media-samples.ts';

let ports: MediaPorts & { close(): Promise<void> };
let image: string;
let video: string;
const temporaryFolder = liveFolder('jobs');

beforeAll(async () => {
  const { url, token } = await startDirectus();
  const directus = openDirectusServer({ url, token });
  ports = { directus, files: directus.files, tools: mediaTools(), clock: systemClock(), close: () => directus.close() };
  image = await store(await folderWithImage(), 'Beach | @"%d" -x; $(id).jpg', 'image/jpeg');
  video = await store(await folderWithVideo(), '-i https: clip.mp4', 'video/mp4');
});

afterAll(async () => ports?.close());

async function store(folder: string, name: string, type: string): Promise<string> {
  return (await ports.files.upload({ path: path.join(folder, 'input'), name, type })).id;
}

async function newRow(fields: JsonObject): Promise<string> {
  const row = await ports.directus.createItem('media_jobs', { status: 'queued', progress: 0, ...fields });
  return row['id'] as string;
}

const readRow = (id: string) => ports.directus.readItem('media_jobs', id, {});

const outputsOf = (id: string) =>
  ports.directus.readItems('media_job_outputs', { filter: { media_job_id: { _eq: id } }, limit: -1 });

/** Does a job whose row says everything. */
async function perform(operation: string, fileId: string, params: JsonObject = {}) {
  const id = await newRow({ operation, file_id: fileId, params });
  const result = await processMediaJob({ name: operation, data: { id } }, ports, { temporaryFolder });
  return { id, result };
}

async function load(fileId: unknown): Promise<string> {
  const folder = liveFolder('stored');
  const chunks: Uint8Array[] = [];
  for await (const chunk of ports.files.download(String(fileId))) chunks.push(chunk);
  writeFileSync(path.join(folder, 'file'), Buffer.concat(chunks));
  return folder;
}

describe('processMediaJob', () => {
  test.each([
    ['apply_watermark', 'image', { watermark_text: '© me' }, { format: 'jpeg', width: 400, height: 200 }],
    ['apply_watermark', 'video', { watermark_text: '© me' }, { format: 'mp4', width: 320, height: 180 }],
    ['create_teaser', 'video', { start: '1', duration: 1 }, { format: 'mp4', width: 320, height: 180 }],
    ['compress_video', 'video', { max_width: 160 }, { format: 'mp4', width: 160, height: 90 }],
    ['resize_image', 'image', { width: 100 }, { format: 'jpeg', width: 100, height: 50 }],
    ['resize_video', 'video', { height: 90 }, { format: 'mp4', width: 160, height: 90 }],
    ['convert_image', 'image', { format: 'WebP' }, { format: 'webp', width: 400, height: 200 }],
    ['crop_image', 'image', { left: 100, top: 50 }, { format: 'jpeg', width: 300, height: 150 }],
    ['strip_metadata', 'image', {}, { format: 'jpeg', width: 400, height: 200 }],
    ['create_thumbnail', 'video', { width: 160 }, { format: 'jpeg', width: 160, height: 90 }],
  ])('%s of an %s', async (operation, kind, params, expected) => {
    const { id, result } = await perform(operation, kind === 'image' ? image : video, params);
    expect(result).toMatchObject({ operation, ...expected });
    expect(await readRow(id)).toMatchObject({
      status: 'completed',
      progress: 100,
      result,
      error_message: null,
      started_at: expect.any(String),
      completed_at: expect.any(String),
    });
    expect(await outputsOf(id)).toMatchObject([{ file_id: result.output_file_id, kind: operation }]);
    const facts = await ports.tools.inspect(await load(result.output_file_id), 'file');
    expect(facts).toMatchObject(expected);
    expect(readdirSync(temporaryFolder)).toEqual([]);
  });

  test('a stored picture is the watermark', async () => {
    const mark = await store(await folderWithImage('png'), 'mark.png', 'image/png');
    const { result } = await perform('apply_watermark', image, { watermark_file_id: mark, position: 'center' });
    const { filename_download: name } = await ports.directus.getFile(result.output_file_id);
    expect(name).toMatch(/^Beach.*-apply-watermark\.jpg$/);
    expect(name).not.toMatch(/[|@"%$()]/);
  });

  test('a job is understood in every documented form', async () => {
    const media = await ports.directus.createItem('scraped_media', { media_url: `/assets/${image}` });
    const id = await newRow({ job_type: 'apply_watermark' });
    const data = {
      job: { type: 'apply_watermark', jobId: id, media_id: media['id'] as string, watermark_text: '© 2026' },
    };
    const result = await processMediaJob({ name: 'job', data }, ports, { temporaryFolder });
    expect(await identify(await load(result.output_file_id), 'file')).toBe('JPEG 400 200');
  });

  test('a job that is delivered twice is done once', async () => {
    const { id, result } = await perform('resize_image', image, { width: 50 });
    const again = await processMediaJob({ name: 'resize_image', data: { id } }, ports, { temporaryFolder });
    expect(again).toEqual(result);
    expect(await outputsOf(id)).toHaveLength(1);
  });

  test.each([
    ['after its output was stored', false],
    ['after its file was stored', true],
  ])('a worker that died %s is taken over without a second file', async (_, isRowLost) => {
    const { id, result } = await perform('resize_image', image, { width: 50 });
    if (isRowLost) await ports.directus.deleteItems('media_job_outputs', [result.output_id!]);
    await ports.directus.updateItem('media_jobs', id, { status: 'processing', result: null });
    const again = await processMediaJob({ name: 'resize_image', data: { id } }, ports, { temporaryFolder });
    expect(again.output_file_id).toBe(result.output_file_id);
    expect(await outputsOf(id)).toHaveLength(1);
    expect(await readRow(id)).toMatchObject({ status: 'completed' });
  });

  test('a job without a row fails, and nothing is done', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const job = { name: 'resize_image', data: { id, file_id: image, params: { width: 5 } } };
    await expect(processMediaJob(job, ports)).rejects.toMatchObject({
      code: 'MEDIA_JOB_ROW_MISSING',
      isRetryable: false,
    });
  });

  test.each<[string, string, JsonObject, string]>([
    [
      'no file',
      'resize_image',
      { file_id: '00000000-0000-4000-8000-000000000000', params: { width: 5 } },
      'MEDIA_FILE_NOT_FOUND',
    ],
    ['no UUID', 'resize_image', { file_id: '../../users/me', params: { width: 5 } }, 'MEDIA_JOB_INVALID'],
    ['no input', 'resize_image', { file_id: null, params: { width: 5 } }, 'MEDIA_JOB_INVALID'],
    ['other work', 'crop_image', { operation: 'resize_image' }, 'MEDIA_JOB_INVALID'],
    ['wrong parameters', 'apply_watermark', { params: { opacity: 500 } }, 'MEDIA_PARAMS_INVALID'],
    ['the wrong kind', 'create_teaser', {}, 'MEDIA_KIND_WRONG'],
  ])('%s fails for good, and the row says why', async (_, name, fields, code) => {
    const id = await newRow({ file_id: image, ...fields });
    await expect(processMediaJob({ name, data: { id } }, ports)).rejects.toMatchObject({ code, isRetryable: false });
    expect(await readRow(id)).toMatchObject({ status: 'failed', error_message: expect.stringMatching(/\w/) });
  });

  test('a media row with an address elsewhere is not fetched', async () => {
    const media = await ports.directus.createItem('scraped_media', {
      media_url: 'http://127.0.0.1:9/x.jpg',
    });
    const id = await newRow({ operation: 'resize_image', media_id: media['id'] as string, params: { width: 5 } });
    await expect(processMediaJob({ name: 'resize_image', data: { id } }, ports)).rejects.toMatchObject({
      code: 'MEDIA_FILE_NOT_FOUND',
    });
  });

  test('a stored text is no image', async () => {
    const text = (await ports.files.upload({ path: 'package.json', name: 'input.jpg', type: 'image/jpeg' })).id;
    await expect(perform('resize_image', text, { width: 5 })).rejects.toMatchObject({
      code: 'MEDIA_FORMAT_UNSUPPORTED',
    });
  });

  test('an input that is too large is not loaded', async () => {
    const id = await newRow({ operation: 'resize_image', file_id: image, params: { width: 5 } });
    const job = { name: 'resize_image', data: { id } };
    await expect(processMediaJob(job, ports, { maxInputBytes: 100 })).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
    });
  });

  test('an abort hands the job back and leaves nothing', async () => {
    const id = await newRow({ operation: 'compress_video', file_id: video });
    const controller = new AbortController();
    const tools = {
      ...ports.tools,
      perform: (...args: Parameters<typeof ports.tools.perform>) => {
        setTimeout(() => controller.abort(new Error('the worker stops')), 50);
        return ports.tools.perform(...args);
      },
    };
    const options = { signal: controller.signal, temporaryFolder };
    const job = { name: 'compress_video', data: { id } };
    await expect(processMediaJob(job, { ...ports, tools }, options)).rejects.toThrow('the worker stops');
    expect(await readRow(id)).toMatchObject({ status: 'queued', progress: 0 });
    expect(readdirSync(temporaryFolder)).toEqual([]);
    expect(await processesIn(temporaryFolder)).toEqual([]);
  });
});

describe('createMediaProcessor', () => {
  const taken = { id: '1', queue: 'media-jobs', attempts: 0, deliveries: 1 };
  const { signal } = new AbortController();

  test('leaves jobs of the host to the host and says so once', async () => {
    const foreign: string[] = [];
    const process = createMediaProcessor({ ports, onForeignJob: (name) => foreign.push(name), foreignDelayMs: 1000 });
    for (const _ of [1, 2]) {
      const end = await process({ ...taken, name: 'publish_post', data: { id: 'x' } }, signal);
      expect(end).toMatchObject({ kind: 'later', delayMs: expect.any(Number) });
    }
    expect(foreign).toEqual(['publish_post']);
  });

  test('tells how a job ended, and whether another attempt can help', async () => {
    const process = createMediaProcessor({ ports, temporaryFolder });
    const id = await newRow({ operation: 'resize_image', file_id: image, params: { width: 60 } });
    const done = await process({ ...taken, name: 'resize_image', data: { id } }, signal);
    expect(done).toMatchObject({ kind: 'done', result: { width: 60 } });
    const failed = await process({ ...taken, name: 'resize_image', data: {} }, signal);
    expect(failed).toMatchObject({ kind: 'failed', isFinal: true, error: { code: 'MEDIA_JOB_INVALID' } });
  });
});
