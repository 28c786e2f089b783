import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { EnqueueRequest } from '../../src/ports/index.ts';
import { bullmqEnqueue } from '../../src/steps/bullmq-enqueue.ts';
import { recordingPorts, runStep, stepContext } from '../fakes/ports.ts';

async function enqueue(config: JsonObject): Promise<{ request: EnqueueRequest; result: unknown }> {
  const { ports, calls } = recordingPorts({ queue: { enqueue: async () => ({ bullId: '1', jobId: 'job' }) } });
  const result = await runStep(bullmqEnqueue, { queue: 'media-jobs', ...config }, stepContext(ports));
  return { request: calls[0]!.args[0] as EnqueueRequest, result };
}

describe('bullmq_enqueue', () => {
  it('puts the job into the queue under its type and an id of this run', async () => {
    const job = { type: 'apply_watermark', media_id: 'm1' };
    const { request, result } = await enqueue({
      job,
      options: { priority: 5, delay: 100, deduplication: { id: 'm1' } },
    });
    expect(request).toEqual({
      queue: 'media-jobs',
      name: 'apply_watermark',
      data: job,
      options: { priority: 5, delay: 100, deduplication: { id: 'm1' }, jobId: 'run-1-0' },
    });
    expect(result).toEqual({ queued: true, bullId: '1', jobId: 'job' });
  });

  it.each<[string, JsonObject, string]>([
    ['the given id', { job: { id: 'row-1' }, options: { jobId: 'mine' } }, 'mine'],
    ["the job's own id", { job: { id: 'row-1' } }, 'row-1'],
    ['a whole number, which BullMQ refuses', { job: { id: '123' } }, 'job-123'],
    ['a number', { job: { id: 123 } }, 'job-123'],
    ['a colon, which BullMQ refuses', { job: {}, options: { jobId: 'a:b' } }, 'job-a%3Ab'],
    ['two colons, which are another id', { job: {}, options: { jobId: 'a:b:c' } }, 'job-a%3Ab%3Ac'],
    ['an id that is none', { job: { id: { a: 1 } } }, 'run-1-0'],
    ['an empty id', { job: { id: '' } }, 'run-1-0'],
  ])('takes %s for the id in the queue', async (_, config, id) => {
    const { request } = await enqueue(config);
    expect(request.options!.jobId).toBe(id);
    expect(request.data).toEqual(config.job);
  });

  it('takes the given name, and "job" when nothing tells one', async () => {
    expect((await enqueue({ job: { type: 'a' }, name: 'b' })).request.name).toBe('b');
    expect((await enqueue({ job: {} })).request.name).toBe('job');
  });

  it.each<[JsonObject]>([[{ queue: 'a:b' }], [{ queue: '' }], [{ options: { prio: 1 } }], [{ job: [] }]])(
    'refuses %j',
    (config) => {
      expect(bullmqEnqueue.config.safeParse({ queue: 'q', job: {}, ...config }).success).toBe(false);
    },
  );

  it('stubs the ids that the real step would choose', async () => {
    const config = bullmqEnqueue.config.parse({ queue: 'q', job: { id: 123 } });
    expect(await bullmqEnqueue.stub(config, stepContext())).toEqual({ queued: true, bullId: 'job-123', jobId: '123' });
  });
});
