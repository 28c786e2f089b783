import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { expectSameReplay, RECORDING } from '../../cli/replay.ts';
import { rest } from '../directus/rest.ts';
import { folderWithImage, identify } from '../media/media-samples.ts';
import { liveFolder } from '../services/live-folder.ts';
import { untilReady } from '../services/until-ready.ts';
import { liveProject, runInProject, shippedFlow, startInProject, startServices } from './live-project.ts';
import type { LiveServices } from './live-project.ts';

let services: LiveServices;
beforeAll(async () => {
  services = await startServices(() => 'never asked');
});

async function upload(file: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(file)], { type: 'image/jpeg' }), 'beach.jpg');
  const { url, token } = services.directus;
  const answer = await fetch(`${url}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return ((await answer.json()) as { data: { id: string } }).data.id;
}

async function download(id: string): Promise<string> {
  const { url, token } = services.directus;
  const answer = await fetch(`${url}/assets/${id}`, { headers: { authorization: `Bearer ${token}` } });
  const folder = liveFolder('asset');
  writeFileSync(path.join(folder, 'file'), Buffer.from(await answer.arrayBuffer()));
  return folder;
}

it('media-process queues a watermark, and a worker stores the marked file', async () => {
  const { directus, userId } = services;
  const original = await folderWithImage();
  const fileId = await upload(path.join(original, 'input'));
  const profile: { id: string } = await rest(directus, 'POST', '/items/creator_profiles', {
    platform: 'onlyfans',
    user_id: userId,
  });
  const media: { id: string } = await rest(directus, 'POST', '/items/scraped_media', {
    creator_profile_id: profile.id,
    media_type: 'image',
    media_url: `${directus.url}/assets/${fileId}`,
  });
  const cwd = liveProject(services, { flows: { 'media-process': shippedFlow('media-process') } });

  const input = {
    operation: 'watermark',
    media_id: media.id,
    params: { watermark_text: '© mara', opacity: 100, position: 'center' },
  };
  const { status, report, stdout } = await runInProject(cwd, 'media-process', input, RECORDING);
  expectSameReplay(cwd, 'media-process', stdout);
  expect(report.error).toBeUndefined();
  expect(status).toBe(0);
  const jobId = report.output!['job_id'] as string;
  const row = (): Promise<JsonObject> => rest(directus, 'GET', `/items/media_jobs/${jobId}`);
  expect(await row()).toMatchObject({
    operation: 'apply_watermark',
    status: 'queued',
    bull_job_id: expect.any(String) as unknown,
  });

  const worker = startInProject(cwd, ['worker', '--only', 'media']);
  await untilReady(async () => ['completed', 'failed'].includes((await row())['status'] as string), {
    timeoutMs: 40_000,
    what: 'the end of the job',
  });
  worker.child.kill('SIGTERM');
  expect((await worker.ended).status).toBe(143);
  expect(await row()).toMatchObject({ status: 'completed', progress: 100, error_message: null });
  const outputs: JsonObject[] = await rest(directus, 'GET', `/items/media_job_outputs?filter[media_job_id]=${jobId}`);
  expect(outputs).toMatchObject([{ kind: 'apply_watermark' }]);
  const marked = await download(outputs[0]!['file_id'] as string);
  expect(await identify(marked, 'file')).toBe('JPEG 400 200');
  // The original is of one colour.
  expect(Number(await identify(marked, 'file', '%k'))).toBeGreaterThan(
    Number(await identify(original, 'input', '%k')) + 10,
  );
});
