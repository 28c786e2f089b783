import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow } from '../../../src/check/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';
import { platformSnapshot } from './platform-snapshot.ts';

const FLOWS = join(import.meta.dirname, '../../../flows');
const catalogue = directoryOf(createCatalogue(builtInSteps));
const files = readdirSync(FLOWS).filter((name) => name.endsWith('.json'));

describe('shipped flows against the collections of the platform', () => {
  it('has flows to look at', () => {
    expect(files.length).toBeGreaterThanOrEqual(7);
  });

  it.each(files)('%s uses settings, collections and fields that are there', (name) => {
    const text = readFileSync(join(FLOWS, name), 'utf8');
    const { diagnostics } = checkFlow(text, { catalogue, project: { snapshot: platformSnapshot() } });
    const groups = ['directus/', 'step/', 'ollama/', 'type/option'];
    expect(diagnostics.filter(({ rule }) => groups.some((group) => rule.startsWith(group)))).toEqual([]);
  });
});
