import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { builtInFacts } from '../../../src/facts/index.ts';
import { layoutJson } from '../../../src/flow/layout-json.ts';
import type { Json, JsonObject } from '../../../src/json.ts';
import { ejectFlow } from '../../../src/kit/flow/eject/index.ts';

const root = join(import.meta.dirname, '../../..');
const steps = builtInFacts();
// Inside the project, so that the modules find its compiler settings and its types.
const folder = mkdtempSync(join(root, 'test/kit/flow/ejected-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shipped = globSync('flows/*.json', { cwd: root });
const realistic = globSync('test/cases/realistic/*.json', { cwd: root }).filter(
  (file) => read(file)['steps'] !== undefined,
);

function read(file: string): JsonObject {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as JsonObject;
}

/** Writes the flow as a module, runs that and returns what it exports. */
async function there(document: JsonObject, name: string): Promise<JsonObject> {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, ejectFlow(document, { steps, from: '../../../../src/kit/flow/index.ts' }));
  const { default: flow } = (await import(pathToFileURL(file).href)) as { default: JsonObject };
  return flow;
}

/** The same document with the keys of every object in one order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, sorted(entry)] as const)
      .toSorted(byKey),
  );
}

const byKey = ([one]: readonly [string, Json], [other]: readonly [string, Json]) => (one < other ? -1 : 1);

test.each(shipped)('%s becomes TypeScript and the same bytes again', async (file) => {
  const flow = await there(read(file), basename(file, '.json'));
  expect(layoutJson(flow)).toBe(readFileSync(join(root, file), 'utf8'));
});

test.each(realistic)('%s becomes TypeScript and the same document again', async (file) => {
  const document = read(file);
  const flow = await there(document, `realistic-${basename(file, '.json')}`);
  expect(sorted(flow)).toEqual(sorted(document));
  const again = await there(flow, `again-${basename(file, '.json')}`);
  expect(layoutJson(again)).toBe(layoutJson(flow));
});

test('what was written is right for the compiler', { timeout: 120_000 }, () => {
  const config = { extends: '../../../../tsconfig.json', include: ['*.ts'], exclude: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const files = globSync('*.ts', { cwd: folder });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', folder], { encoding: 'utf8' });
  expect(files.length).toBeGreaterThan(shipped.length + realistic.length);
  expect(stdout).toBe('');
});

describe('a document with something unusual', () => {
  const base = { slug: 'a', name: 'A' };
  const cases: Record<string, JsonObject> = {
    'dollar signs and braces': {
      ...base,
      steps: [
        { type: 'log', config: { message: 'costs $5, $$5, $$$input.x, {{ "{{" }} and {$input.x} {{input.x}}s' } },
      ],
    },
    'names that are words of TypeScript': {
      ...base,
      steps: [
        { type: 'script', result_key: 'class', config: { code: 'return 1' } },
        { type: 'script', result_key: 'step', config: { code: 'return 2' } },
      ],
      output: { a: '$class.x', b: '$step.y' },
    },
    'fields that cannot be read with a dot': {
      ...base,
      steps: [{ type: 'script', result_key: 'x', config: { code: 'return 1' } }],
      output: ['$x.then', '$x["two words"]', '$x[12]', '$x["7"]', '$x.constructor'],
    },
    'quotes, backquotes and line breaks': {
      ...base,
      steps: [
        {
          type: 'log',
          when: "input.a == 'it`s' && input.b.matches('\\\\d')",
          config: { message: '`$input.a`\n\t\\ ${x} \' "' },
        },
      ],
    },
    'a key that would set the prototype': {
      ...base,
      steps: [{ type: 'log', config: { message: 'x', data: JSON.parse('{"__proto__":{"a":"$input.b"}}') as Json } }],
    },
    'a type that is not built in': {
      ...base,
      steps: [{ type: 'greet', result_key: 'x', config: { name: '$input.name' } }],
      output: '$x.text',
    },
    'halves of a pair': { ...base, steps: [{ type: 'log', config: { message: 'a\ud800b $input.x \u0007' } }] },
    'no steps': { ...base, steps: [] },
  };

  test.each(Object.entries(cases))('%s comes back as it was', async (name, document) => {
    mkdirSync(folder, { recursive: true });
    const flow = await there(document, `case-${name.replaceAll(/\W+/g, '-')}`);
    expect(JSON.stringify(flow)).toBe(JSON.stringify(document));
  });
});
