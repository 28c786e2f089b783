import type { ProjectSettings } from '../../config/types.ts';
import { GenieError, UsageError } from '../../errors.ts';
import type { DirectusPort, ModelPort } from '../../ports/index.ts';
import { checkBrowserModel, checkOllama } from '../doctor/check-ollama.ts';
import { checkConfiguration, checkFlows, checkNode, checkState } from '../doctor/check-project.ts';
import { checkChromium, checkDirectus, checkRedis } from '../doctor/check-services.ts';
import type { Finding } from '../doctor/finding.ts';
import { flowNeeds, type FlowNeeds } from '../doctor/flow-needs.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { openCatalogue, openSource, providersFor } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { findingsText } from '../render/findings-text.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';

/** `doctor`. */
export async function doctor(session: Session): Promise<Outcome> {
  const findings = [checkNode(), ...(await checkSettings(session))];
  const broken = findings.filter(({ status }) => status === 'broken').length;
  const isFine = broken === 0;
  return {
    status: isFine ? EXIT_STATUS.done : EXIT_STATUS.failed,
    json: { ok: isFine, checks: findings },
    text: findingsText(findings, createPalette(session.hasColor(session.streams.stdout)), session.width),
    notes: isFine ? '' : `\n${broken === 1 ? '1 thing does' : `${broken} things do`} not work.`,
  };
}

async function checkSettings(session: Session): Promise<Finding[]> {
  let settings: ProjectSettings;
  try {
    settings = await session.loadSettings();
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    return [
      {
        name: 'Configuration',
        status: 'broken',
        message: thrown.message,
        ...(thrown.detail === undefined ? {} : { fix: thrown.detail }),
      },
    ];
  }
  const ports = lazyPorts(providersFor(settings));
  try {
    const flows = await lookAtFlows(settings, ports.providers);
    const openModel = ports.providers.model as () => Promise<ModelPort>;
    const services = await Promise.all([
      checkOllama(settings, openModel, flows.needs),
      checkDirectus(settings, ports.providers.directus as () => Promise<DirectusPort>),
      checkRedis(settings, flows.needs),
    ]);
    return [
      checkConfiguration(settings),
      await checkState(settings),
      flows.finding,
      ...services.flat(),
      checkChromium(settings, flows.needs),
      ...checkBrowserModel(settings, flows.needs),
    ];
  } finally {
    await ports.close();
  }
}

async function lookAtFlows(
  settings: ProjectSettings,
  ports: ReturnType<typeof providersFor>,
): Promise<{ needs: FlowNeeds; finding: Finding }> {
  try {
    const needs = await flowNeeds(await openSource(settings, ports), await openCatalogue(settings));
    return { needs, finding: checkFlows(settings, needs.flows) };
  } catch (thrown) {
    if (!(thrown instanceof GenieError)) throw thrown;
    const { message, detail } = thrown;
    return {
      needs: { flows: [], services: new Map(), models: new Map() },
      finding: { name: 'Flows', status: 'broken', message, ...(detail === undefined ? {} : { fix: detail }) },
    };
  }
}
