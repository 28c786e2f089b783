import { openSqliteJournal } from '../../../src/adapters/sqlite-journal/index.ts';
import { runStart, stepRecord } from '../../fakes/journal-records.ts';

const print = (line: string | number) => process.stdout.write(`${line}\n`);

/** Records a run: `file runId steps`. Prints a line when a step is recorded, `ended`, or the error's code and detail. */
const [file, runId, steps] = process.argv.slice(2) as [string, string, string];
try {
  const journal = openSqliteJournal({ file });
  await journal.startRun(runStart(runId));
  for (let index = 0; index < Number(steps); index++) {
    await journal.recordStep(stepRecord(runId, `[${index}]`, { result: JSON.stringify('x'.repeat(1_000)) }), true);
    print(index);
  }
  await journal.endRun(runId, { status: 'success', output: null, error: null, errorCode: null, endedAt: Date.now() });
  await journal.close();
  print('ended');
} catch (error) {
  const { code, detail } = error as { code?: string; detail?: string };
  print(JSON.stringify({ code, detail }));
}
