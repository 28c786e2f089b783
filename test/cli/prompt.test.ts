import { expect, test } from 'vitest';
import { createInterceptor } from '../../src/intercept/index.ts';
import { command, folder, jsonCommand } from './command.ts';

const flow = (slug: string, more: object = {}) => ({
  slug,
  name: slug,
  description: `Does ${slug}.`,
  input: { type: 'object', required: ['topic'], properties: { topic: { type: 'string', examples: ['tea'] } } },
  steps: [],
  ...more,
});
const project = () =>
  folder({
    'flows/alpha.json': flow('alpha'),
    'flows/beta.json': flow('beta'),
    'flows/off.json': flow('off', { active: false }),
    'flows/broken.json': '{ "slug": "broken", ',
  });

test('prints every active flow once, with a tag that the interceptor takes', async () => {
  const { status, stdout, stderr } = await command(['prompt'], { cwd: project() });
  expect(status).toBe(0);
  const interceptor = createInterceptor({ slugs: ['alpha', 'beta', 'off'] });
  const examples = stdout
    .split('\n')
    .filter((line) => line.startsWith('[ACTION:'))
    .join('\n');
  const events = [...interceptor.push(examples), ...interceptor.end()];
  expect(events.filter(({ type }) => type === 'action')).toMatchObject([
    { slug: 'alpha', params: { topic: 'tea' }, repairs: [] },
    { slug: 'beta', params: { topic: 'tea' }, repairs: [] },
  ]);
  expect(stderr).toMatch(/2 flows, about \d+ tokens/);
  expect(stderr).toContain('left out: off (inactive)');
  expect(stderr).toContain('not usable: broken');
});

test('names what a small budget drops, the last first', async () => {
  const { json, status } = await jsonCommand(['prompt', '--budget', '250'], { cwd: project() });
  expect(status).toBe(0);
  expect(json).toMatchObject({
    included: [{ slug: 'alpha' }],
    dropped: [
      { slug: 'beta', reason: 'budget' },
      { slug: 'off', reason: 'inactive' },
    ],
  });
});

test('takes the flows in the order given', async () => {
  const { json } = await jsonCommand(['prompt', '--slug', 'beta', '--slug', 'alpha'], { cwd: project() });
  expect(json).toMatchObject({ included: [{ slug: 'beta' }, { slug: 'alpha' }] });
});

test('prints a grammar and a structural tag', async () => {
  const cwd = project();
  const grammar = await command(['prompt', '--grammar'], { cwd });
  expect(grammar.stdout).toMatch(/^root ::= /);
  expect(grammar.stdout).toContain('alpha:');
  const tag = await command(['prompt', '--structural-tag'], { cwd });
  expect(JSON.parse(tag.stdout)).toMatchObject({ type: 'structural_tag' });
});

test.each([
  [['--budget', 'many'], /--budget many: must be a number of tokens/],
  [['--grammar', '--structural-tag'], /--structural-tag does not go with --grammar/],
  [['--grammar', '--budget', '9'], /--budget does not go with --grammar/],
  [['--format', 'yaml'], /must be one of text, json/],
  [['--slug', 'alfa'], /there is no flow "alfa"/],
])('refuses %j', async (flags, message) => {
  const { status, stderr } = await command(['prompt', ...flags], { cwd: project() });
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test('says that the budget is too small when it is', async () => {
  const { status, stdout, stderr } = await command(['prompt', '--budget', '1'], { cwd: project() });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/The budget is too small for any flow\.[\s\S]*left out: alpha \(budget\)/);
});

test.each([[[]], [['--grammar']], [['--structural-tag']]])(
  'leaves out a flow whose schema is none and goes on, with %j',
  async (flags) => {
    const { status, stdout, stderr } = await command(['prompt', ...flags], {
      cwd: folder({ 'flows/alpha.json': flow('alpha'), 'flows/odd.json': flow('odd', { input: { type: 'objekt' } }) }),
    });
    expect(status).toBe(0);
    expect(stdout).toContain('alpha');
    expect(stdout).not.toContain('odd');
    expect(stderr).toContain('not usable: odd: The JSON Schema is invalid');
  },
);

test('takes a slug that is given twice once', async () => {
  const { json } = await jsonCommand(['prompt', '--slug', 'alpha', '--slug', 'alpha'], { cwd: project() });
  expect(json).toMatchObject({ included: [{ slug: 'alpha' }], dropped: [] });
});

test('fails when no flow can be called', async () => {
  const { status, stdout, stderr } = await command(['prompt'], {
    cwd: folder({ 'flows/off.json': flow('off', { active: false }) }),
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('no flow that a model can call');
});
