import { expect, test } from 'vitest';
import { flowIndex, flowPage, inspectFlow, inspectionRows } from '../../../src/kit/view/index.ts';
import { log, modelOf } from './model.ts';

const READ = { type: 'directus_read', result_key: 'post', config: { collection: 'posts', id: '$input.id' } };

test('names what a flow touches in both dialects, and which steps do', () => {
  const inspection = inspectFlow(
    modelOf([
      READ,
      { type: 'directus', name: 'save', operation: 'create-item', collection: 'posts', data: { a: 1 } },
      { type: 'directus_read', result_key: 'any', config: { collection: '$input.collection', id: 1 } },
      {
        type: 'http',
        name: 'api',
        method: 'GET',
        url: 'https://API.example.com:8443/{{input.id}}?key={{env.API_KEY}}',
      },
      { type: 'http', name: 'anywhere', method: 'GET', url: 'https://{{input.host}}/' },
      { type: 'ollama_generate', result_key: 'text', config: { model: 'qwen2.5:7b', prompt: 'Hi' } },
      { type: 'ollama', name: 'own', operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] },
      { type: 'bullmq_enqueue', result_key: 'job', config: { queue: 'mail', name: 'send', data: {} } },
    ]),
  );
  expect(inspection).toMatchObject({
    slug: 'drawn',
    steps: 8,
    services: ['directus', 'model', 'queue', 'http'],
    collections: [
      { name: 'posts', ways: ['read', 'create'], steps: ['post', 'save'] },
      { name: undefined, ways: ['read'], steps: ['any'] },
    ],
    hosts: [
      { name: 'api.example.com:8443', ways: ['request'], steps: ['api'] },
      { name: undefined, ways: ['request'], steps: ['anywhere'] },
    ],
    models: [
      { name: 'qwen2.5:7b', ways: ['generate'], steps: ['text'] },
      { name: undefined, ways: ['chat'], steps: ['own'] },
    ],
    queues: [{ name: 'mail', ways: ['enqueue'], steps: ['job'] }],
    environment: ['API_KEY'],
    writes: 2,
  });
});

const slow = (timeout: number, more: object = {}) => ({ ...READ, result_key: undefined, timeout_ms: timeout, ...more });

test.each<[string, object[], object, number]>([
  ['steps one after the other are added', [slow(100), slow(200)], {}, 300],
  [
    'retries and the pauses between them count',
    [slow(100, { retry: { attempts: 3, delay_ms: 5, max_delay_ms: 50 } })],
    {},
    400,
  ],
  [
    'of branches the longest counts',
    [{ type: 'condition', config: { if: 'true', then: [slow(100)], else: [slow(300)] } }],
    {},
    300,
  ],
  ['rounds of a loop are multiplied', [{ type: 'loop', config: { items: [1, 2, 3], steps: [slow(100)] } }], {}, 300],
  [
    'and divided by those at the same time',
    [{ type: 'loop', config: { items: [1, 2, 3], concurrency: 2, steps: [slow(100)] } }],
    {},
    200,
  ],
  [
    'branches side by side cost the longest',
    [{ type: 'parallel', config: { branches: { a: [slow(100)], b: [slow(250)] } } }],
    {},
    250,
  ],
  ['a handler of errors comes on top', [slow(100, { on_error: { steps: [slow(30)] } })], {}, 130],
  ['finally counts too', [slow(100)], { finally: [slow(40)] }, 140],
  ['a pause is as long as it says', [{ type: 'delay', config: { ms: 700 } }], {}, 700],
  ['what asks nobody is done at once', [log('a'), { type: 'transform', name: 't', template: 1 }], {}, 0],
  ['the limit of the flow is the end', [slow(100), slow(200)], { timeout_ms: 250 }, 250],
])('worst case: %s', (_name, steps, more, ms) => {
  expect(inspectFlow(modelOf(steps, more)).worstCase.ms).toBe(ms);
});

test('a loop over a list that is not known is supposed to be as long as it may be', () => {
  const loop = { type: 'loop', result_key: 'all', config: { items: '$input.list', max_items: 50, steps: [slow(100)] } };
  const inspection = inspectFlow(modelOf([loop]));
  expect(inspection.worstCase).toEqual({ ms: 5000, assumptions: ['the loop all goes 50 rounds'] });
  expect(inspectionRows(inspection).at(-1)).toEqual({
    what: 'Worst case',
    value: '5 s, if the loop all goes 50 rounds',
  });
});

test('a page tells parameters, steps, what is touched, and the output', () => {
  const page = flowPage(
    modelOf([READ, log('done', { when: 'post != null' })], {
      description: 'Reads a post | with *marks*.',
      input: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', description: 'Which | one' }, n: { type: 'integer', default: 3 } },
      },
      output: { post: '$post' },
    }),
  );
  expect(page).toContain('# Drawn\n\n`drawn`\n\nReads a post \\| with \\*marks\\*.');
  expect(page).toContain('| `id` | string | yes | Which \\| one |\n| `n` | integer | no, `3` |  |');
  expect(page).toContain('- **post** `directus_read`: Read one item');
  expect(page).toContain('- **done** `log`: ');
  expect(page).toContain(' Only when `post != null`.');
  expect(page).toContain('| Collections | posts (read) |');
  expect(page).toContain('```json\n{\n  "post": "$post"\n}\n```');
  expect(flowIndex([{ slug: 'drawn', name: 'Drawn', description: 'a|b' }])).toContain(
    '| [Drawn](drawn.md) | `drawn` | a\\|b |',
  );
});

test('names of any characters neither leave their place on a page nor link anywhere', () => {
  const name = 'a` | b\n# c [d](e) <i>';
  const page = flowPage(
    modelOf(
      [
        { type: 'parallel', config: { branches: { [name]: [log('x', { when: "'`' == input.a" })] } } },
        { type: 'http_request', config: { url: 'https://me:secret@host.test/?a=b' } },
      ],
      { input: { type: 'object', properties: { [name]: { type: 'string', default: '`' } } } },
    ),
  );
  expect(page).toContain('| `` a` \\| b # c [d](e) &lt;i> `` | string | no, `` "`" `` |  |');
  expect(page).toContain("Only when `` '`' == input.a ``.");
  expect(page.replace(/```mermaid[^]*?\n```/, '')).not.toContain('\n# c');
  expect(page).toContain('| Hosts | host.test (request) |');
  expect(page).not.toContain('me:secret');
  expect(flowIndex([{ slug: 'drawn', name: 'x](evil) [y', description: '' }])).toContain('[x\\](evil) \\[y](drawn.md)');
});

test('nothing in a document makes it throw', () => {
  const odd: object[] = [
    {},
    { type: 5 },
    { type: 'loop' },
    { type: 'http', url: 7 },
    { type: 'parallel', config: { branches: [] } },
  ];
  for (const step of odd) {
    const model = modelOf([step]);
    expect(inspectFlow(model).steps).toBeLessThanOrEqual(1);
    expect(flowPage(model)).toContain('# Drawn');
  }
});
