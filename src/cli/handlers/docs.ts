import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSlug } from '../../adapters/flow-listing.ts';
import { UsageError } from '../../errors.ts';
import { flowIndex, flowPage } from '../../kit/view/index.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';
import { readModels } from '../view/read-model.ts';
import { writeOutput } from '../view/write-output.ts';
import type { SourceFlags } from './list.ts';

export interface DocsFlags extends SourceFlags {
  output: string;
  check?: boolean;
}

/** `docs`. */
export async function docs(session: Session, flows: readonly string[], flags: DocsFlags): Promise<Outcome> {
  const cwd = session.streams.cwd();
  const folder = resolve(cwd, flags.output);
  const models = await readModels(session, flows, flags);
  for (const { model, origin } of models) refuseUnsafeSlug(model.flow.slug, origin);
  const pages = models.map(({ model }) => ({ file: join(folder, `${model.flow.slug}.md`), text: flowPage(model) }));
  // A list of some flows would take the others out of it.
  if (flows.length === 0) {
    pages.push({ file: join(folder, 'README.md'), text: flowIndex(models.map(({ model }) => model.flow)) });
  }
  const old = pages.filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  const names = old.map(({ file }) => shortPath(cwd, file));
  const isCheck = flags.check === true;
  if (!isCheck) for (const { file, text } of old) writeOutput(file, text);
  const isFailed = isCheck && old.length > 0;
  return {
    status: isFailed ? EXIT_STATUS.failed : EXIT_STATUS.done,
    json: { version: 1, pages: pages.length, [isCheck ? 'old' : 'written']: names },
    text: names.join('\n'),
    notes: notesOf(pages.length, old.length, isCheck),
  };
}

/** The slug becomes the name of a file. */
function refuseUnsafeSlug(slug: string, origin: string): void {
  if (isSlug(slug)) return;
  throw new UsageError('FLOW_INVALID', `${origin} has no sound slug`, { detail: `See: genie-actions lint ${origin}` });
}

function notesOf(pages: number, old: number, isCheck: boolean): string {
  if (pages === 0) return 'There are no flows yet.';
  if (old === 0) return pages === 1 ? '1 page is up to date' : `All ${pages} pages are up to date`;
  if (isCheck) return `${old} of ${pages} pages are missing or old: write them with genie-actions docs`;
  return `Wrote ${old} of ${pages} pages; the others are up to date`;
}
