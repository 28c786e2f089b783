import { extname, resolve } from 'node:path';
import { dotText, flowGraph, mermaidText, type FlowGraph } from '../../kit/view/index.ts';
import { chooseName } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { readModel } from '../view/read-model.ts';
import { writeOutput } from '../view/write-output.ts';
import type { SourceFlags } from './list.ts';

export interface GraphFlags extends SourceFlags {
  format?: string;
  output?: string;
}

const FORMATS = ['mermaid', 'svg', 'dot', 'json'] as const;
type Format = (typeof FORMATS)[number];

const BY_ENDING: Readonly<Record<string, Format>> = {
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.svg': 'svg',
  '.dot': 'dot',
  '.gv': 'dot',
  '.json': 'json',
};

/** `graph FLOW`. */
export async function graph(session: Session, flow: string, flags: GraphFlags): Promise<Outcome> {
  const { output } = flags;
  const format = chooseName('--format', flags.format ?? formatOf(output), FORMATS);
  const { model, origin } = await readModel(session, flow, flags);
  const drawn = flowGraph(model);
  const text = await draw(drawn, format);
  const json = { version: 1, origin, graph: drawn, ...(output === undefined ? {} : { output }) };
  if (output === undefined) return { status: EXIT_STATUS.done, json, text: text.trimEnd() };
  writeOutput(resolve(session.streams.cwd(), output), text);
  return { status: EXIT_STATUS.done, json, text: '', notes: `Wrote ${output}` };
}

function formatOf(output: string | undefined): Format {
  return (output === undefined ? undefined : BY_ENDING[extname(output).toLowerCase()]) ?? 'mermaid';
}

async function draw(drawn: FlowGraph, format: Format): Promise<string> {
  if (format === 'mermaid') return mermaidText(drawn);
  if (format === 'json') return `${JSON.stringify(drawn, null, 2)}\n`;
  if (format === 'dot') return dotText(drawn);
  const { instance } = await import('@viz-js/viz');
  return (await instance()).renderString(dotText(drawn), { format: 'svg' });
}
