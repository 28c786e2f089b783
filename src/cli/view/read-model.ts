import { resolve } from 'node:path';
import { checkFlow } from '../../check/index.ts';
import type { FlowModel } from '../../check/model/index.ts';
import { UsageError } from '../../errors.ts';
import type { SourcedFlow } from '../../ports/index.ts';
import { sourceFlag } from '../choose-name.ts';
import { flowNotFound } from '../flow-not-found.ts';
import { flowReference } from '../flow-reference.ts';
import type { SourceFlags } from '../handlers/list.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { stepDirectory } from '../lint/open-linter.ts';
import { openSource, providersFor } from '../open-project.ts';
import type { Session } from '../session.ts';

/** A flow with everything in it bound to what it means. */
export interface ReadModel {
  origin: string;
  model: FlowModel;
}

/** The flow that a slug or a path means. Throws `FLOW_NOT_FOUND` and `FLOW_INVALID`. */
export async function readModel(session: Session, flow: string, flags: SourceFlags): Promise<ReadModel> {
  const [found] = await readModels(session, [flow], flags);
  return found!;
}

/** The flows of slugs or paths; without any, all that there are. Throws as `readModel`. */
export async function readModels(
  session: Session,
  flows: readonly string[],
  { from }: SourceFlags,
): Promise<ReadModel[]> {
  const settings = await session.loadSettings(sourceFlag(from));
  const ports = lazyPorts(providersFor(settings));
  try {
    const directory = await stepDirectory(settings);
    const bound = ({ text, origin }: SourcedFlow): ReadModel => {
      const { model, flow, diagnostics } = checkFlow(text, { catalogue: directory, file: origin });
      if (flow !== undefined && !model.hasSyntaxErrors) return { origin, model };
      const [first] = diagnostics;
      throw new UsageError(
        'FLOW_INVALID',
        `${origin} is not a flow${first === undefined ? '' : `: ${first.message}`}`,
        {
          detail: `See everything that is wrong with it: genie-actions lint ${origin}`,
        },
      );
    };
    const project = await openSource(settings, ports.providers);
    const asked = flows.length > 0 ? flows : (await project.list()).map(({ slug }) => slug);
    const models: ReadModel[] = [];
    for (const flow of asked) {
      const { file } = flowReference(flow);
      const source =
        file === undefined
          ? project
          : await openSource(settings, ports.providers, resolve(session.streams.cwd(), file));
      const sourced = await source.find(flow);
      if (sourced === undefined) throw await flowNotFound(flow, project);
      models.push(bound(sourced));
    }
    return models;
  } finally {
    await ports.close();
  }
}
