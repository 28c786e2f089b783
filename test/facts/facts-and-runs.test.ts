import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInFacts } from '../../src/facts/built-in-facts.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { builtInSteps } from '../../src/steps/index.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** One value for every kind of mistake, and for every kind of setting one that fits. */
const VALUES: Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  -2,
  7,
  0.5,
  121_000,
  1e12,
  '',
  ' ',
  'a',
  'a b',
  'a/b',
  '..',
  '.',
  'a,b',
  'a,,b',
  '5',
  'GET',
  'get',
  'POST',
  'item',
  'params',
  'index',
  'string',
  '9a',
  'A_B',
  'https://example.com/a',
  'HTTPS://EXAMPLE.COM',
  'https://',
  'ftp://example.com',
  'example.com',
  'mailto:a@example.com',
  'json',
  'chat',
  'generate',
  'list-models',
  'read-item',
  'read-items',
  'create-item',
  'search-items',
  'trigger-flow',
  'delete-item',
  'start',
  'navigate',
  'act',
  'extract',
  'set-cookies',
  'fail',
  'continue',
  'info',
  'load',
  'a:b',
  '[*]',
  [],
  [1],
  ['a'],
  ['a', 'b'],
  [''],
  [{}],
  [[]],
  [null],
  {},
  { a: 1 },
  { a: 'b' },
  { a: [] },
  { a: ['b', 1] },
  { a: {} },
  { 'a b': 'c' },
  { a: 'number' },
  { a: 'nummer' },
  { limit: 1 },
  { fields: 'a,,b' },
  { url: 'https://example.com' },
  { width: 1, height: 1 },
  { role: 'user', content: 'a' },
];

const seen = { taken: 0, refused: 0 };

describe.each(builtInSteps.map((stepType) => [stepType.type, stepType] as const))('%s', (type, stepType) => {
  const facts = builtInFacts().factsOf(type)!;
  const fits = ajv.compile(facts.settings);

  test('the linter and a run agree on every single setting', () => {
    const example = facts.example;
    const configs = Object.keys(facts.settings['properties'] as JsonObject).flatMap((name) =>
      [undefined, ...VALUES].map((value) => withSetting(example, name, value)),
    );
    const disagreements = configs.filter((config) => {
      const isClean = fits(config) && facts.problemsOf(config).length === 0;
      const isTaken = stepType.config.safeParse(config).success;
      seen[isTaken ? 'taken' : 'refused']++;
      return isClean !== isTaken;
    });
    expect(disagreements).toEqual([]);
  });

  test('no settings make its facts throw', () => {
    fc.assert(
      fc.property(fc.dictionary(nameIn(facts.settings), fc.jsonValue()), (config) => {
        facts.effectOf(config as JsonObject);
        facts.resultType(config as JsonObject);
        facts.problemsOf(config as JsonObject);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

test('many settings were looked at, right ones and wrong ones', () => {
  expect(seen.taken).toBeGreaterThan(1_000);
  expect(seen.refused).toBeGreaterThan(5_000);
});

/** With `undefined` without that setting. */
function withSetting(config: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = config;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function nameIn(settings: JsonObject) {
  return fc.constantFrom(...Object.keys(settings['properties'] as JsonObject), '__proto__', 'constructor');
}
