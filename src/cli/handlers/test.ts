import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { listenForSignals } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { coverageText, isCoveredEnough } from '../test/coverage-text.ts';
import { findTestFiles } from '../test/find-test-files.ts';
import { junitXml } from '../test/junit-xml.ts';
import { openBench } from '../test/open-bench.ts';
import { coverageJson, resultsJson } from '../test/results-json.ts';
import { resultsText } from '../test/results-text.ts';
import { runTests, type TestRun } from '../test/run-tests.ts';
import { statusOfTests, tallyOf, tallyText } from '../test/tally.ts';
import { readTestFlags, type TestFlags, type TestRequest } from '../test/test-flags.ts';

/** `test [TEST…]`. */
export async function test(session: Session, names: readonly string[], flags: TestFlags): Promise<Outcome> {
  const request = readTestFlags(names, flags, session.flags);
  const startedAt = performance.now();
  const settings = await session.loadSettings();
  const cwd = session.streams.cwd();
  const { directory } = settings.flows;
  const paths = findTestFiles(names, directory, cwd);
  const { bench, close } = await openBench(settings, cwd);
  const interruption = listenForSignals(session.streams, () => {});
  try {
    const run = await runTests(bench, { paths, directory, cwd, request, signal: interruption.signal });
    refuseNothing(run, request);
    const outcome = outcomeOf(session, request, run, performance.now() - startedAt);
    return { ...outcome, status: interruption.status ?? outcome.status };
  } finally {
    interruption.close();
    await close();
  }
}

/** Tests that looked at nothing must not pass. */
function refuseNothing({ files }: TestRun, { filter }: TestRequest): void {
  if (files.some(({ problems, results }) => problems.length > 0 || results.length > 0)) return;
  throw new UsageError('TESTS_NOT_FOUND', `No test has "${filter ?? ''}" in its name`);
}

function outcomeOf(session: Session, request: TestRequest, run: TestRun, durationMs: number): Outcome {
  const { hasCoverage, threshold, junitFile } = request;
  const tally = tallyOf(run);
  const isEnough = isCoveredEnough(run, threshold);
  const status = statusOfTests(tally, isEnough);
  const palette = createPalette(session.hasColor(session.streams.stdout));
  if (junitFile !== undefined) writeFileSync(resolve(session.streams.cwd(), junitFile), junitXml(run, tally));
  const text = [resultsText(run, palette), ...(hasCoverage ? ['', coverageText(run, threshold, palette)] : [])];
  const notes = [
    tallyText(tally, durationMs, run.isStopped),
    ...(isEnough ? [] : [`✗ Less than ${threshold} % of a flow is covered`]),
  ];
  return {
    status,
    json: {
      ...resultsJson(run, tally, { status, durationMs }),
      ...(hasCoverage ? { coverage: coverageJson(run) } : {}),
    },
    text: text.join('\n'),
    notes: notes.join('\n'),
  };
}
