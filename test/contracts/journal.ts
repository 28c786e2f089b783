import { afterEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../src/ports/index.ts';
import { runStart, stepRecord } from '../fakes/journal-records.ts';

const SUCCESS = { status: 'success', output: { ok: true }, error: null, errorCode: null, endedAt: 2_000 } as const;
const FAILURE = { status: 'error', output: null, error: 'It failed', errorCode: 'X', endedAt: 2_000 } as const;

/** What every adapter of the journal must do. Each call of `prepare` makes an empty journal and gives the way to open it. */
export function describeJournal(name: string, prepare: () => Promise<() => Journal> | (() => Journal)): void {
  describe(`journal: ${name}`, () => {
    const opened: Journal[] = [];
    afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));

    async function prepareOpen(): Promise<() => Journal> {
      const open = await prepare();
      return () => {
        const journal = open();
        opened.push(journal);
        return journal;
      };
    }

    it('holds nothing at first', async () => {
      const journal = (await prepareOpen())();
      expect(await journal.listRuns({})).toEqual([]);
      expect(await journal.getRun('r1')).toBeUndefined();
      expect(await journal.listSteps('r1')).toEqual([]);
      expect(await journal.pendingAudits()).toEqual([]);
    });

    it('gives back a run as it was recorded', async () => {
      const journal = (await prepareOpen())();
      const start = runStart('r1', { stubs: ['model'], input: { text: '€ "x" {{ y }}' } });
      await journal.startRun(start);
      const running = { ...start, endedAt: null, output: null, error: null, errorCode: null, resumes: 0 };
      expect(await journal.getRun('r1')).toEqual({ ...running, status: 'running' });
      await journal.endRun('r1', SUCCESS);
      expect(await journal.getRun('r1')).toEqual({ ...running, ...SUCCESS });
    });

    it('lists runs, the newest first, by slug, status and number', async () => {
      const journal = (await prepareOpen())();
      await journal.startRun(runStart('r1', { startedAt: 10 }));
      await journal.startRun(runStart('r3', { startedAt: 30, slug: 'other' }));
      await journal.startRun(runStart('r2', { startedAt: 20 }));
      await journal.endRun('r1', FAILURE);
      const ids = async (filter: Parameters<Journal['listRuns']>[0]) =>
        (await journal.listRuns(filter)).map(({ runId }) => runId);
      expect(await ids({})).toEqual(['r3', 'r2', 'r1']);
      expect(await ids({ slug: 'a-flow' })).toEqual(['r2', 'r1']);
      expect(await ids({ status: 'error' })).toEqual(['r1']);
      expect(await ids({ status: 'running' })).toEqual(['r3', 'r2']);
      expect(await ids({ status: 'running', limit: 1 })).toEqual(['r3']);
      expect(await ids({ status: 'interrupted' })).toEqual([]);
    });

    it.each([true, false])('gives back steps as they were recorded (durable: %s)', async (isDurable) => {
      const journal = (await prepareOpen())();
      await journal.startRun(runStart('r1'));
      const step = stepRecord('r1', '[0]', {
        key: 'k',
        status: 'failed',
        result: null,
        isReusable: false,
        sessionId: 's',
        errorCode: 'X',
        error: 'no',
      });
      await journal.recordStep(step, isDurable);
      expect(await journal.listSteps('r1')).toEqual([step]);
    });

    it('keeps how a step stands last', async () => {
      const journal = (await prepareOpen())();
      await journal.startRun(runStart('r1'));
      await journal.recordStep(stepRecord('r1', '[0]', { status: 'started', result: null, endedAt: null }), true);
      await journal.recordStep(stepRecord('r1', '[0]', { status: 'failed', result: null }), false);
      await journal.recordStep(stepRecord('r1', '[0]', { attempt: 2 }), false);
      expect(await journal.listSteps('r1')).toEqual([stepRecord('r1', '[0]', { attempt: 2 })]);
    });

    it('lists steps in the order in which they started', async () => {
      const journal = (await prepareOpen())();
      await journal.startRun(runStart('r1'));
      const inOrder = ['[0]', '[1]', '[1,"then",0]', '[1,"then",1]', '[2]', '[10]', '["finally",0]'];
      for (const path of inOrder.toReversed()) await journal.recordStep(stepRecord('r1', path), false);
      await journal.recordStep(stepRecord('r1', '[11]', { startedAt: 900 }), false);
      expect((await journal.listSteps('r1')).map(({ path }) => path)).toEqual(['[11]', ...inOrder]);
    });

    it('keeps the steps of runs apart', async () => {
      const journal = (await prepareOpen())();
      for (const runId of ['r1', 'r2']) {
        await journal.startRun(runStart(runId));
        await journal.recordStep(stepRecord(runId, '[0]', { result: `"${runId}"` }), false);
      }
      expect((await journal.listSteps('r2')).map(({ result }) => result)).toEqual(['"r2"']);
    });

    it('has everything when it is opened again', async () => {
      const open = await prepareOpen();
      const journal = open();
      await journal.startRun(runStart('r1'));
      await journal.recordStep(stepRecord('r1', '[0]'), false);
      await journal.endRun('r1', SUCCESS);
      await journal.keepAudit({ slug: 'a-flow' });
      await journal.close();
      const again = open();
      expect(await again.getRun('r1')).toMatchObject({ status: 'success' });
      expect(await again.listSteps('r1')).toHaveLength(1);
      expect(await again.pendingAudits()).toHaveLength(1);
    });

    it('calls a run interrupted whose journal was closed before its end', async () => {
      const open = await prepareOpen();
      const journal = open();
      await journal.startRun(runStart('r1'));
      await journal.close();
      const again = open();
      expect(await again.getRun('r1')).toMatchObject({ status: 'interrupted', endedAt: null });
      expect(await again.listRuns({ status: 'interrupted' })).toHaveLength(1);
      expect(await again.listRuns({ status: 'running' })).toEqual([]);
    });

    it('takes over an interrupted run, once', async () => {
      const open = await prepareOpen();
      const journal = open();
      await journal.startRun(runStart('r1'));
      await journal.recordStep(stepRecord('r1', '[0]'), false);
      await journal.close();
      const [first, second] = [open(), open()];
      await first.resumeRun('r1');
      expect(await second.getRun('r1')).toMatchObject({ status: 'running', resumes: 1 });
      await expect((async () => second.resumeRun('r1'))()).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
      await expect((async () => first.resumeRun('r1'))()).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
      expect(await first.listSteps('r1')).toHaveLength(1);
    });

    it('takes over a failed run and forgets how it ended', async () => {
      const journal = (await prepareOpen())();
      await journal.startRun(runStart('r1'));
      await journal.endRun('r1', FAILURE);
      await journal.resumeRun('r1');
      expect(await journal.getRun('r1')).toMatchObject({
        status: 'running',
        error: null,
        errorCode: null,
        endedAt: null,
        resumes: 1,
      });
    });

    it('refuses to take over a run that succeeded or never was', async () => {
      const journal = (await prepareOpen())();
      await journal.startRun(runStart('r1'));
      await journal.endRun('r1', SUCCESS);
      await expect((async () => journal.resumeRun('r1'))()).rejects.toMatchObject({ code: 'RUN_FINISHED' });
      await expect((async () => journal.resumeRun('r2'))()).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    });

    it('keeps audit rows until they are dropped', async () => {
      const journal = (await prepareOpen())();
      await journal.keepAudit({ slug: 'one', nested: { list: [1] } });
      await journal.keepAudit({ slug: 'two' });
      const [first, second] = await journal.pendingAudits();
      expect([first!.row, second!.row]).toEqual([{ slug: 'one', nested: { list: [1] } }, { slug: 'two' }]);
      await journal.dropAudit(first!.id);
      expect(await journal.pendingAudits()).toEqual([second]);
    });
  });
}
