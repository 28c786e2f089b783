import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFlow } from '../../src/check/index.ts';
import type { ProjectFacts } from '../../src/check/project-facts.ts';
import { directoryOf } from '../../src/facts/index.ts';
import type { JsonObject } from '../../src/json.ts';
import { catalogue, runDocument } from '../flows/run-document.ts';
import { platformProject } from './mutants/platform-project.ts';

const FOLDER = join(import.meta.dirname, '../cases/realistic');
const INPUTS = 'inputs.json';
const inputs = JSON.parse(readFileSync(join(FOLDER, INPUTS), 'utf8')) as Record<string, JsonObject>;
const directory = directoryOf(catalogue);

/** Flows as people write them, each with something that a checker could take for a mistake. */
describe('realistic flows', () => {
  const files = readdirSync(FOLDER).filter((name) => name !== INPUTS);

  it('are many', () => {
    expect(files.length).toBeGreaterThanOrEqual(80);
  });

  it.each(files)('%s runs, and nothing is found in it', async (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    expect(findings(text, name)).toEqual([]);
    expect(findings(text, name, platformProject)).toEqual([]);
    const report = await runDocument(text, inputs[name.replace('.json', '')]!);
    expect(report.success, report.success ? '' : report.error).toBe(true);
  });
});

function findings(text: string, name: string, project: ProjectFacts = {}): string[] {
  const { diagnostics } = checkFlow(text, { catalogue: directory, file: `flows/${name}`, project });
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule, pointer, message }) => `${rule} at ${pointer}: ${message}`);
}
