import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { checkFlow, createProjectCheck, type Diagnostic } from '../../src/check/index.ts';
import { directoryOf } from '../../src/facts/index.ts';
import type { Json } from '../../src/json.ts';
import { createPrompt } from '../../src/prompt/index.ts';
import { builtInSteps } from '../../src/steps/index.ts';

const catalogue = directoryOf(createCatalogue(builtInSteps));

function flowText(slug: string, more: Record<string, Json> = {}): string {
  const flow = {
    slug,
    name: 'A flow',
    description: 'Does something.',
    steps: [{ type: 'log', message: 'Hello' }],
    ...more,
  };
  return `${JSON.stringify(flow, undefined, 2)}\n`;
}

function checkAll(flows: Record<string, string>, prompt?: string): Diagnostic[] {
  const project = createProjectCheck(
    prompt === undefined ? {} : { prompt: { file: 'prompts/genie.md', text: prompt } },
  );
  for (const [file, text] of Object.entries(flows)) project.add(file, checkFlow(text, { catalogue, file }));
  return project.finish();
}

const words = (diagnostics: Diagnostic[]) =>
  diagnostics.map(
    ({ file, line, column, endColumn, rule, message }) => `${file}:${line}:${column}-${endColumn} ${rule} ${message}`,
  );

const reads = (...names: string[]): Record<string, Json> => ({
  steps: names.map((name) => ({ type: 'log', message: `{{ params.${name} }}` })),
});
const takes = (
  properties: string[],
  required: string[] = [],
  more: Record<string, Json> = {},
): Record<string, Json> => ({
  input: {
    type: 'object',
    properties: Object.fromEntries(properties.map((name) => [name, { type: 'string' }])),
    required,
    additionalProperties: false,
    ...more,
  },
});

describe('the flows of a project', () => {
  it('may not share a slug, and both places are named', () => {
    const found = checkAll({
      'flows/a.json': flowText('post', { description: 'ä 😀' }),
      'flows/b.json': flowText('other', { input: { properties: { slug: { type: 'string' } } } }),
      'flows/c.json': `\uFEFF{ "name": "ä", "slug": "post" }`,
    });
    expect(words(found)).toEqual([
      'flows/c.json:1:25-29 flow/duplicate-slug slug "post" is also used by flows/a.json:2:12',
    ]);
    expect(found[0]).toMatchObject({ offset: 28, endOffset: 32, pointer: '/slug' });
    expect(found[0]!.related).toEqual([
      { line: 2, column: 12, endLine: 2, endColumn: 16, label: 'first used here', file: 'flows/a.json' },
    ]);
  });

  it('are taken in by the thousand without their texts', () => {
    const project = createProjectCheck();
    for (let index = 0; index < 3000; index++) {
      project.add(
        `flows/${index}.json`,
        checkFlow(flowText(`flow-${index % 2999}`), { catalogue, file: `${index}.json` }),
      );
    }
    expect(project.finish()).toHaveLength(1);
  });
});

describe('a system prompt', () => {
  it('may only offer flows that there are and that are active', () => {
    const prompt =
      'Use:\n[ACTION:slug:{"param1":"value1"}]\n- scrape-profil: {"a": "b"}\n* `old`: {}\n[ACTION:nowhere-near:{}]\n';
    const flows = { 'a.json': flowText('scrape-profile'), 'b.json': flowText('old', { active: false }) };
    const found = checkAll(flows, prompt);
    expect(words(found)).toEqual([
      'prompts/genie.md:3:3-16 prompt/unknown-action the prompt offers "scrape-profil", but no flow has that slug; did you mean "scrape-profile"?',
      'prompts/genie.md:4:4-7 prompt/unknown-action the prompt offers "old", but that flow is not active',
      'prompts/genie.md:5:9-21 prompt/unknown-action the prompt offers "nowhere-near", but no flow has that slug',
    ]);
    expect(found[0]!.fix?.edits).toEqual([{ offset: 41, endOffset: 54, text: 'scrape-profile' }]);
  });

  it.each([
    [
      'a parameter that no step reads',
      reads('content_id', 'text'),
      '{"media_id": "uuid"}',
      '1:8-16',
      'reads $input.content_id and $input.text',
    ],
    [
      'a parameter that the schema does not have',
      takes(['id', 'n']),
      '{"id": "1", "x": 2}',
      '1:19-20',
      'takes id and n',
    ],
    ['no value for one that is required', takes(['id', 'n'], ['n']), '{"id": "1"}', '1:3-4', 'needs n'],
    ['no value for one that is read in any case', reads('a', 'b'), '{"a": 1}', '1:3-4', 'needs b'],
  ])('shows %s', (_name, flow, example, place, message) => {
    const found = words(checkAll({ 'a.json': flowText('f', flow) }, `- f: ${example}\n`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`prompts/genie.md:${place} prompt/param-drift`);
    expect(found[0]).toContain(message);
  });

  it.each<[string, Record<string, Json>, string]>([
    ['the parameters of the schema', takes(['id', 'n'], ['id']), '{"id": "1"}'],
    ['names that the steps read', reads('a', 'b'), '{"b": 1, "a": 2}'],
    ['any name where the whole input is read', { steps: [{ type: 'log', message: '{{ params }}' }] }, '{"x": 1}'],
    [
      'names of a schema that is made of others',
      takes([], [], { $ref: '#/$defs/a', additionalProperties: true }),
      '{"x": 1}',
    ],
    ['no value that could be read', takes(['id'], ['id']), '{params}'],
    [
      'not all that is read under a condition',
      { steps: [{ type: 'log', when: 'has(params.a)', message: '{{ params.a }}' }] },
      '{}',
    ],
  ])('may show %s', (_name, flow, example) => {
    expect(
      words(checkAll({ 'a.json': flowText('f', flow) }, `Actions:\n- f: ${example}\n[ACTION:f:${example}]`)),
    ).toEqual([]);
  });

  it('that was made from the flows fits them, and not those of another day', async () => {
    const text = flowText('post-create', takes(['platform', 'topic'], ['platform']));
    const { flow } = checkFlow(text, { catalogue });
    const prompt = (await createPrompt([flow!])).text;
    expect(words(checkAll({ 'a.json': text }, prompt))).toEqual([]);
    const renamed = { 'a.json': flowText('post-create', takes(['site'], ['site'])) };
    expect(words(checkAll(renamed, prompt))).toEqual([expect.stringContaining('prompt/param-drift')]);
    expect(words(checkAll({ 'a.json': flowText('post') }, prompt)).join()).toContain('prompt/unknown-action');
  });
});
