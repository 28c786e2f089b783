import { describe, expect, it } from 'vitest';
import { GenieError } from '../../src/errors.ts';
import type { Json } from '../../src/json.ts';
import type { RunRecord, TakenJob } from '../../src/ports/index.ts';
import type { Runner } from '../../src/runner/index.ts';
import { createRunProcessor, type RunDelivery } from '../../src/worker/index.ts';
import { runStart } from '../fakes/journal-records.ts';

const NEVER = new AbortController().signal;

function job(more: Partial<TakenJob> = {}): TakenJob {
  const data = { run_id: 'r1', slug: 'a-flow', params: { n: 1 }, context: { user_id: 'u1' } };
  return { id: 'r1', queue: 'genie-runs', name: 'a-flow', data, attempts: 0, deliveries: 1, ...more };
}

function record(more: Partial<RunRecord>): RunRecord {
  const rest = { endedAt: null, output: null, error: null, errorCode: null, resumes: 0 };
  return { ...runStart('r1'), ...rest, status: 'running', ...more };
}

type Report = Awaited<ReturnType<Runner['run']>>;
const success: Report = { success: true, slug: 'a-flow', run_id: 'r1', results: {}, output: null, warnings: [] };
const failure = (code: string): Report => ({
  success: false,
  slug: 'a-flow',
  run_id: 'r1',
  error: 'It failed',
  code,
  results: {},
  warnings: [],
});

interface World {
  ran?: Report;
  resumed?: Report | GenieError;
  known?: RunRecord;
}

/** One delivery in a world where the runner and the journal say this. */
async function deliver({ ran = success, resumed = success, known }: World, taken = job()) {
  const calls: Json[] = [];
  const deliveries: RunDelivery[] = [];
  const runner: Pick<Runner, 'run' | 'resume'> = {
    async run(slug, params = {}, options = {}) {
      const { runId = null, context = {}, trigger = null } = options;
      calls.push({ run: slug, params, runId, context, trigger });
      return ran;
    },
    async resume(runId) {
      calls.push({ resume: runId });
      if (resumed instanceof GenieError) throw resumed;
      return resumed;
    },
  };
  const process = createRunProcessor({
    runner: runner as Runner,
    journal: { getRun: async () => known },
    onEnd: (delivery) => deliveries.push(delivery),
  });
  return { end: await process(taken, NEVER), calls, deliveries };
}

const again = job({ deliveries: 2 });
const DONE = { kind: 'done', result: { run_id: 'r1', success: true } };

describe('a first delivery', () => {
  it('runs the flow under the id of the job, as the queue asks', async () => {
    const { end, calls, deliveries } = await deliver({});
    expect(end).toEqual(DONE);
    expect(calls).toEqual([
      { run: 'a-flow', params: { n: 1 }, runId: 'r1', context: { user_id: 'u1' }, trigger: 'queue' },
    ]);
    expect(deliveries).toMatchObject([{ runId: 'r1', slug: 'a-flow', isResumed: false }]);
  });

  it('fails with the flow, and for good where another attempt cannot help', async () => {
    expect((await deliver({ ran: failure('HTTP_STATUS') })).end).toMatchObject({ kind: 'failed', isFinal: false });
    expect((await deliver({ ran: failure('INPUT_INVALID') })).end).toMatchObject({ kind: 'failed', isFinal: true });
    expect((await deliver({ ran: failure('OUTCOME_UNKNOWN') })).end).toMatchObject({ kind: 'failed', isFinal: true });
  });

  it.each(['HANDED_BACK', 'RUN_TAKEN_OVER', 'JOURNAL_UNAVAILABLE'])('comes again after %s', async (code) => {
    expect((await deliver({ ran: failure(code) })).end).toMatchObject({ kind: 'later' });
  });

  it('fails for good when the job is no run', async () => {
    const { end, calls } = await deliver({}, job({ data: { id: 1 } }));
    expect(end).toMatchObject({ kind: 'failed', isFinal: true, error: { code: 'JOB_INVALID' } });
    expect(calls).toEqual([]);
  });

  it('takes up a run that the journal knows all the same', async () => {
    const { end, calls } = await deliver({ ran: failure('RUN_EXISTS'), known: record({ status: 'interrupted' }) });
    expect(end).toEqual(DONE);
    expect(calls.at(-1)).toEqual({ resume: 'r1' });
  });
});

describe('a later delivery', () => {
  it('runs a flow that nobody had begun', async () => {
    const { calls } = await deliver({}, again);
    expect(calls).toMatchObject([{ run: 'a-flow' }]);
  });

  it('resumes an interrupted run', async () => {
    const { end, calls, deliveries } = await deliver({ known: record({ status: 'interrupted' }) }, again);
    expect(end).toEqual(DONE);
    expect(calls).toEqual([{ resume: 'r1' }]);
    expect(deliveries).toMatchObject([{ isResumed: true }]);
  });

  it('resumes a run that was handed back', async () => {
    const known = record({ status: 'error', errorCode: 'HANDED_BACK', error: 'x' });
    expect((await deliver({ known }, again)).calls).toEqual([{ resume: 'r1' }]);
  });

  it('does nothing for a run that has succeeded', async () => {
    expect(await deliver({ known: record({ status: 'success' }) }, again)).toMatchObject({ end: DONE, calls: [] });
  });

  it('tells the failure of a run that has failed, without running it again', async () => {
    const known = record({ status: 'error', errorCode: 'HTTP_STATUS', error: 'no' });
    const { end, calls } = await deliver({ known }, again);
    expect(end).toMatchObject({ kind: 'failed', error: { code: 'HTTP_STATUS', message: 'no' } });
    expect(calls).toEqual([]);
  });

  it('resumes a failed run that is to be tried again', async () => {
    const known = record({ status: 'error', errorCode: 'HTTP_STATUS', error: 'no' });
    expect((await deliver({ known }, job({ deliveries: 2, attempts: 1 }))).calls).toEqual([{ resume: 'r1' }]);
  });

  it('waits for a run that another process has', async () => {
    expect(await deliver({ known: record({}) }, again)).toMatchObject({ end: { kind: 'later' }, calls: [] });
    const resumed = new GenieError('RUN_ACTIVE', 'x');
    const { end } = await deliver({ known: record({ status: 'interrupted' }), resumed }, again);
    expect(end).toMatchObject({ kind: 'later' });
  });
});
