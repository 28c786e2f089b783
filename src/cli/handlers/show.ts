import { resolve } from 'node:path';
import { checkFlow } from '../../check/index.ts';
import { stopsRun } from '../../check/stops-run.ts';
import { UsageError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { sourceFlag } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { flowNotFound } from '../flow-not-found.ts';
import { flowReference } from '../flow-reference.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { openCatalogue, openSource, providersFor } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { flowDetails, neededServices } from '../render/flow-text.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';
import type { SourceFlags } from './list.ts';

/** `show FLOW`. */
export async function show(session: Session, flow: string, flags: SourceFlags): Promise<Outcome> {
  const { streams } = session;
  const settings = await session.loadSettings(sourceFlag(flags.from));
  const { file } = flowReference(flow);
  const ports = lazyPorts(providersFor(settings));
  try {
    const source = await openSource(
      settings,
      ports.providers,
      file === undefined ? undefined : resolve(streams.cwd(), file),
    );
    const sourced = await source.find(flow);
    if (sourced === undefined) throw await flowNotFound(flow, source);
    const catalogue = await openCatalogue(settings);
    const { diagnostics } = checkFlow(sourced.text, { catalogue, file: sourced.origin });
    const problems = diagnostics
      .filter(stopsRun)
      .map(({ file: origin, line, column, message }) => `${origin}:${line}:${column} ${message}`);
    const document = parseDocument(sourced.text, sourced.origin, problems);
    const palette = createPalette(session.hasColor(streams.stdout));
    return {
      status: problems.length === 0 ? EXIT_STATUS.done : EXIT_STATUS.failed,
      json: { origin: sourced.origin, flow: document, needs: neededServices(document, catalogue), problems },
      text: flowDetails(document, {
        catalogue,
        origin: source.kind === 'local' ? shortPath(streams.cwd(), sourced.origin) : sourced.origin,
        palette,
        width: session.width,
      }),
      notes: problems
        .map((problem) => `  ${createPalette(session.hasColor(streams.stderr)).bad('✗')} ${problem}`)
        .join('\n'),
    };
  } finally {
    await ports.close();
  }
}

function parseDocument(text: string, origin: string, problems: readonly string[]): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new UsageError('FLOW_INVALID', `${origin} is not JSON`, {
      detail: problems.join('\n') || (cause as Error).message,
      cause,
    });
  }
}
