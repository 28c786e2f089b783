import { describe, expect, it } from 'vitest';
import { quickjsSandbox } from '../../../src/adapters/quickjs-sandbox/index.ts';
import { systemClock } from '../../../src/adapters/system-clock.ts';
import { checkFlow } from '../../../src/check/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import type { ClockPort } from '../../../src/ports/index.ts';
import { catalogue, runDocument } from '../../flows/run-document.ts';
import { sampleParams } from '../../flows/sample-params.ts';
import { describeDiagnostic } from '../test-rule.ts';
import { cleanFlow, cleanFlowText } from './clean-flow.ts';

const SEEDS = Array.from({ length: 240 }, (_, seed) => seed);
const directory = directoryOf(catalogue);
const sandbox = quickjsSandbox();
const clock: ClockPort = { ...systemClock(), sleep: async () => {} };

describe('generated clean flows', () => {
  it('use every step type that stands in a flow of either dialect', () => {
    const text = SEEDS.map((seed) => cleanFlowText(seed)).join('');
    const unused = catalogue.types.filter(({ type }) => !text.includes(`"type": "${type}"`)).map(({ type }) => type);
    expect(unused).toEqual([
      'directus_delete',
      'stagehand_extract_cached',
      'stagehand_cookie_login',
      'taxonomy_platform_maps_read',
      'error',
      'return',
    ]);
  });

  it('run dry from beginning to end', async () => {
    for (const seed of SEEDS) {
      const flow = cleanFlow(seed);
      const params = sampleParams(flow['input'] as never);
      const report = await runDocument(JSON.stringify(flow), params, {}, { clock, sandbox });
      expect(report, JSON.stringify(report).slice(0, 400)).toMatchObject({ success: true });
    }
  });

  it('have no findings at warning or above', () => {
    const findings = SEEDS.flatMap((seed) => {
      const { diagnostics } = checkFlow(cleanFlowText(seed), { catalogue: directory, file: `generated-${seed}.json` });
      return diagnostics
        .filter(({ severity }) => severity !== 'info')
        .map((found) => `${found.file}\n${describeDiagnostic(found)}`);
    });
    expect(findings.slice(0, 5)).toEqual([]);
  });
});
