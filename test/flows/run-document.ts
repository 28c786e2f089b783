import { systemClock } from '../../src/adapters/system-clock.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import type { JsonObject } from '../../src/json.ts';
import type { FlowSource, PortProviders } from '../../src/ports/index.ts';
import { createRunner } from '../../src/runner/index.ts';
import type { RunOptions } from '../../src/runner/types.ts';
import type { RunReport } from '../../src/engine/index.ts';
import { builtInSteps } from '../../src/steps/index.ts';

export const catalogue = createCatalogue(builtInSteps);

/** Runs one flow document; by default dry, without any port. */
export async function runDocument(
  text: string,
  params: JsonObject,
  options: RunOptions = {},
  ports: PortProviders = {},
): Promise<RunReport> {
  const { slug } = JSON.parse(text) as { slug: string };
  const source: FlowSource = {
    kind: 'local',
    find: async (wanted) => (wanted === slug ? { text, origin: `${slug}.json` } : undefined),
    list: async () => [],
  };
  const runner = createRunner({ source, ports: { clock: systemClock(), ...ports }, catalogue });
  const context = { user_id: 'u-1', timestamp: '2026-11-21T12:00:00.000Z' };
  return runner.run(slug, params, { stubs: 'all', context, ...options });
}
