import { expect, it } from 'vitest';
import { readRunJob, runJobRequest } from '../../src/worker/index.ts';

const JOB = { runId: '01ABC', slug: 'a-flow', params: { n: 1 }, context: { user_id: 'u1' }, timeoutMs: 5_000 };

it('reads what was queued', () => {
  const request = runJobRequest(JOB);
  expect(request).toMatchObject({ queue: 'genie-runs', name: 'a-flow', options: { jobId: '01ABC' } });
  expect(readRunJob({ id: '01ABC', data: request.data })).toEqual(JOB);
});

it('asks for further attempts only when it is told to', () => {
  expect(runJobRequest(JOB).options).toEqual({ jobId: '01ABC' });
  expect(runJobRequest(JOB, { queue: 'other', retries: 2 })).toMatchObject({
    queue: 'other',
    options: { attempts: 3 },
  });
});

it('takes a job of a host that names neither run nor parameters', () => {
  expect(readRunJob({ id: '17', data: { slug: 'a-flow', note: 'unknown keys are left alone' } })).toEqual({
    runId: '17',
    slug: 'a-flow',
    params: {},
    context: {},
  });
});

it.each([
  [null],
  [[]],
  ['a-flow'],
  [{}],
  [{ slug: '' }],
  [{ slug: 'a', params: [] }],
  [{ slug: 'a', params: 'x' }],
  [{ slug: 'a', context: 1 }],
  [{ slug: 'a', run_id: '' }],
  [{ slug: 'a', timeout_ms: 0 }],
])('refuses %j', (data) => {
  expect(() => readRunJob({ id: '1', data })).toThrow(expect.objectContaining({ code: 'JOB_INVALID' }) as Error);
});
