import { existsSync } from 'node:fs';
import type { FlowListing } from '../../ports/index.ts';
import { sourceFlag } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { openSource, providersFor } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { renderTable } from '../render/table.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';

export interface SourceFlags {
  from?: string;
}

/** `list`. */
export async function list(session: Session, flags: SourceFlags): Promise<Outcome> {
  const settings = await session.loadSettings(sourceFlag(flags.from));
  const ports = lazyPorts(providersFor(settings));
  try {
    const source = await openSource(settings, ports.providers);
    const flows = await source.list();
    const { stdout } = session.streams;
    const palette = createPalette(session.hasColor(stdout));
    const directory = shortPath(session.streams.cwd(), settings.flows.directory);
    const place = source.kind === 'local' ? directory : 'Directus';
    return {
      status: EXIT_STATUS.done,
      json: { from: source.kind, flows },
      text: flows.length === 0 ? '' : flowsTable(flows, session.width, session),
      notes:
        flows.length === 0
          ? `There are no flows in ${place}${source.kind === 'local' || existsSync(settings.flows.directory) ? '' : `, and there is no folder ${directory}`}. Start a project with: genie-actions init`
          : palette.dim(`\n${flows.length === 1 ? '1 flow' : `${flows.length} flows`} in ${place}`),
    };
  } finally {
    await ports.close();
  }
}

function flowsTable(flows: readonly FlowListing[], width: number, session: Session): string {
  const palette = createPalette(session.hasColor(session.streams.stdout));
  return renderTable<FlowListing>(
    [
      { title: 'SLUG', value: ({ slug }) => slug, paint: (cell) => palette.accent(cell) },
      { title: 'NAME', value: ({ name }) => name },
      {
        title: 'STATE',
        value: stateOf,
        paint: (cell, flow) =>
          (flow.problem === undefined ? (flow.active ? palette.good : palette.dim) : palette.bad)(cell),
      },
      {
        title: 'DESCRIPTION',
        value: ({ problem, description }) => problem ?? description,
        paint: (cell) => palette.dim(cell),
      },
    ],
    flows,
    { width, title: (text) => palette.dim(text) },
  );
}

function stateOf({ problem, active }: FlowListing): string {
  if (problem !== undefined) return 'broken';
  return active ? 'active' : 'inactive';
}
