import { openEmbeddedDirectus } from '../../../src/adapters/embedded-directus/index.ts';

const print = (line: string | number) => process.stdout.write(`${line}\n`);

/** Creates reports and one flow: `file title count`. Prints `flow` when the flow was its own, `done`, or the error. */
const [file, title, count] = process.argv.slice(2) as [string, string, string];
const directus = openEmbeddedDirectus({ file });
try {
  const flow = { slug: 'the-only-one', name: title, steps: [] };
  await directus.createItem('action_flows', flow).then(
    () => void print('flow'),
    (error: unknown) => {
      if ((error as { code: string }).code !== 'NOT_UNIQUE') throw error;
    },
  );
  for (let index = 0; index < Number(count); index++) {
    await directus.createItem('scout_reports', { url: String(index), title, analysis: 'x'.repeat(1_000) });
  }
  print('done');
} catch (error) {
  const { code, detail } = error as { code?: string; detail?: string };
  print(JSON.stringify({ code, detail }));
} finally {
  await directus.close();
}
