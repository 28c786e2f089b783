import { basename, dirname, relative } from 'node:path';
import type { LspProject } from './project.ts';
import type { SourceDocument } from './text/source-document.ts';

/** The first characters that are looked at for a `steps` key. */
const HEAD_LENGTH = 20_000;

/** Whether a JSON document is a flow: by its folder, else by its keys. Others are left to other servers. */
export function isFlowFile({ languageId, text }: SourceDocument, file: string, project: LspProject): boolean {
  if (languageId !== 'json' && languageId !== 'jsonc' && !file.endsWith('.json')) return false;
  if (file.endsWith('.test.json')) return false;
  const fromFlows = relative(project.flowsDirectory, file);
  if (!fromFlows.startsWith('..') || basename(dirname(file)) === 'flows') return true;
  return /"steps"\s*:\s*\[/.test(text.slice(0, HEAD_LENGTH));
}
