import { UsageError } from '../../errors.ts';
import { listenForSignals } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { findTestFiles } from '../test/find-test-files.ts';
import { openBench } from '../test/open-bench.ts';
import { isTested, runTests, type TestRun } from '../test/run-tests.ts';
import { readTestFlags, type TestFlags, type TestRequest } from '../test/test-flags.ts';
import { testOutcome } from '../test/test-outcome.ts';
import { updateFiles } from '../test/update-files.ts';

/** `test [TEST…]`. */
export async function test(session: Session, names: readonly string[], flags: TestFlags): Promise<Outcome> {
  const request = readTestFlags(names, flags, session.flags);
  const settings = await session.loadSettings();
  const cwd = session.streams.cwd();
  const { directory } = settings.flows;
  const { bench, close } = await openBench(settings, cwd);
  const interruption = listenForSignals(session.streams, () => {});
  const { signal } = interruption;
  const hasUntested = names.length === 0 && request.hasCoverage;
  const pass = async () => {
    const paths = findTestFiles(names, directory, cwd);
    return await runTests(bench, { paths, directory, cwd, request, signal, hasUntested });
  };
  try {
    if (request.isWatching) return await watch(session, request, pass, interruption);
    const startedAt = performance.now();
    const outcome = testOutcome(session, await finish(request, pass, startedAt));
    return { ...outcome, status: interruption.status ?? outcome.status };
  } finally {
    interruption.close();
    await close();
  }
}

/** Runs the tests, and after an update once more: what is shown is what is so now. */
async function finish(request: TestRequest, pass: () => Promise<TestRun>, startedAt: number) {
  const run = await pass();
  refuseNothing(run, request);
  const updates = request.isUpdate ? updateFiles(run) : [];
  const isChanged = updates.some(({ changes }) => changes.length > 0);
  const last = isChanged ? await pass() : run;
  return { request, run: last, durationMs: performance.now() - startedAt, updates };
}

async function watch(
  session: Session,
  request: TestRequest,
  pass: () => Promise<TestRun>,
  interruption: ReturnType<typeof listenForSignals>,
): Promise<Outcome> {
  const { watchTests } = await import('../test/watch-tests.ts');
  const { stdout } = session.streams;
  return await watchTests(session, {
    interruption,
    async pass() {
      const startedAt = performance.now();
      const run = await pass();
      const { text, notes } = testOutcome(session, {
        request,
        run,
        durationMs: performance.now() - startedAt,
        updates: [],
      });
      if (text !== '') stdout.write(`${text}\n`);
      if (notes !== undefined) session.note(notes);
      return run.files.flatMap((file) => (isTested(file) ? [file.path, file.flow.file] : [file.path]));
    },
  });
}

/** Tests that looked at nothing must not pass. */
function refuseNothing({ files, isStopped }: TestRun, { filter }: TestRequest): void {
  if (isStopped || files.some((file) => !isTested(file) || file.results.length > 0)) return;
  throw new UsageError('TESTS_NOT_FOUND', `No test has "${filter ?? ''}" in its name`);
}
