import { once } from 'node:events';
import { openSqliteJournal } from '../../../src/adapters/sqlite-journal/index.ts';

const print = (line: string | number) => process.stdout.write(`${line}\n`);

/** Takes over a run when told to: `file runId`. Prints `ready`, then `taken` or the error's code, and stays until it is killed. */
const [file, runId] = process.argv.slice(2) as [string, string];
const journal = openSqliteJournal({ file });
await journal.listRuns({});
print('ready');
await once(process.stdin, 'data');
try {
  await journal.resumeRun(runId);
  print('taken');
} catch (error) {
  print((error as { code: string }).code);
}
setInterval(() => {}, 1_000);
