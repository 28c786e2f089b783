import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { command, folder, jsonCommand } from '../../cli/command.ts';
import { editorWith } from '../../codegen/editor.ts';

const INDEX = new URL('../../../src/index.ts', import.meta.url).href;

const CONFIGURATION = `
  import { defineAction } from '${INDEX}';
  import * as v from '${import.meta.resolve('valibot')}';
  import { z } from '${import.meta.resolve('zod3')}';

  const refund = defineAction({
    name: 'Refund order',
    description: 'Pays the money for an order back.',
    input: v.object({
      order: v.pipe(v.string(), v.regex(/^[a-z]\\d+$/), v.description('The number of the order.')),
      lines: v.optional(v.array(v.object({ amount: v.pipe(v.number(), v.minValue(1)) })), []),
      pin: v.optional(v.pipe(v.string(), v.check((pin) => pin.length === 4, 'must have four characters'))),
    }),
    output: v.object({ refunded: v.number() }),
    run: async ({ harness, input, log }) => {
      log.info('refunding', { order: input.order });
      const sum = await harness.run('sum', { amounts: input.lines.map(({ amount }) => amount) });
      return { refunded: sum.total };
    },
    stub: () => ({ refunded: 1 }),
  });
  const greet = defineAction({
    name: 'greet',
    description: 'Greets.',
    input: z.object({ name: z.string() }),
    run: ({ input }) => 'Hello ' + input.name,
  });
  const broken = defineAction({
    name: 'broken',
    description: 'Breaks.',
    run: () => {
      throw new TypeError('no such thing');
    },
  });
  export default { actions: [refund, greet, broken] };
`;

const FLOWS = {
  'flows/sum.json': {
    slug: 'sum',
    name: 'Sum',
    description: 'Adds amounts.',
    input: {
      type: 'object',
      required: ['amounts'],
      properties: { amounts: { type: 'array', items: { type: 'number' } } },
    },
    steps: [
      {
        type: 'script',
        result_key: 'total',
        config: { code: 'return args.reduce((a, b) => a + b, 0)', args: '$input.amounts' },
      },
    ],
    output: { total: '$total' },
  },
  'flows/welcome.json': {
    slug: 'welcome',
    name: 'Welcome',
    description: 'Greets somebody.',
    input: { type: 'object', required: ['who'], properties: { who: { type: 'string' } } },
    steps: [{ type: 'action:greet', result_key: 'greeting', config: { name: '$input.who' } }],
    output: '$greeting',
  },
};

const project = (files: Record<string, string | object> = {}) =>
  folder({ 'genie-actions.config.ts': CONFIGURATION, ...FLOWS, ...files });

describe('an action on the command line', () => {
  it('is run by its slug, and runs flows of the project', async () => {
    const input = '{"order": "a1", "lines": [{"amount": 2}, {"amount": 5}]}';
    const { status, stdout, stderr } = await command(['run', 'refund-order', '--input', input], { cwd: project() });
    expect(JSON.parse(stdout)).toEqual({ refunded: 7 });
    expect(stderr).toMatch(/✓ result +action:refund-order/);
    expect(stderr).toMatch(/✓ sum total +script/);
    expect(status).toBe(0);
  });

  it('is part of the flows and step types that are listed, shown and documented', async () => {
    const cwd = project();
    const { json } = await jsonCommand(['list'], { cwd });
    expect((json['flows'] as JsonObject[]).map(({ slug, origin }) => [slug, origin])).toContainEqual([
      'refund-order',
      'action:refund-order',
    ]);
    expect((await command(['show', 'refund-order'], { cwd })).stdout).toContain('Pays the money for an order back.');
    expect((await command(['steps'], { cwd })).stdout).toMatch(/action:greet/);
    expect((await command(['steps', 'show', 'action:refund-order'], { cwd })).stdout).toContain(
      'The number of the order.',
    );
    expect((await command(['prompt'], { cwd })).stdout).toMatch(/### refund-order\nPays the money[\s\S]*### welcome/);
    expect((await command(['doctor'], { cwd })).stdout).toBeTypeOf('string');
  });

  it('is checked where flows use it', async () => {
    const wrong = {
      ...FLOWS['flows/welcome.json'],
      steps: [{ type: 'action:greet', config: { nam: '$input.who' } }],
      output: 1,
    };
    const { status, stdout, stderr } = await command(['lint'], { cwd: project({ 'flows/welcome.json': wrong }) });
    expect(stdout + stderr).toMatch(/"nam".*did you mean "name"/);
    expect(status).toBe(1);
    const { json } = await jsonCommand(['lint'], { cwd: project() });
    expect(json).toMatchObject({ diagnostics: [] });
  });

  it('is completed in an editor', async () => {
    const cwd = project();
    await command(['schema', '--out', 'schemas'], { cwd });
    const editor = editorWith(JSON.parse(readFileSync(join(cwd, 'schemas/flow.schema.json'), 'utf8')) as JsonObject);
    const open = (config: string) =>
      `{"slug": "a", "name": "A", "steps": [{"type": "action:refund-order", "config": ${config}}]}`;
    expect((await editor.completions(open('{"|"}'))).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['order', 'lines', 'pin']),
    );
    await expect(editor.problems(open('{"order": "$input.order"}'))).resolves.toEqual([]);
    await expect(
      editor.problems(open('{"order": "a1", "lines": [{"amout": 1, "amount": 3}], "x": 1}')),
    ).resolves.toContain('Property x is not allowed.');
  });

  it.each<[string, object, RegExp]>([
    [
      'what the schema says',
      { order: 'a1', lines: [{ amount: 0 }, { amount: 'two' }] },
      /lines\[0\]\.amount[\s\S]*lines\[1\]\.amount/,
    ],
    ['what only code can tell', { order: 'a1', pin: 'hunter2' }, /pin: must have four characters/],
    ['what is missing', {}, /order is required/],
  ])('names each field that is wrong, ends with 2 and quotes nothing: %s', async (_, input, message) => {
    const result = await command(['run', 'refund-order', '--input', JSON.stringify(input)], { cwd: project() });
    expect(result.stderr).toMatch(message);
    expect(result.stdout + result.stderr).not.toMatch(/hunter2|two/);
    expect(result.status).toBe(2);
    const { status, json } = await jsonCommand(['run', 'refund-order', '--input', JSON.stringify(input)], {
      cwd: project(),
    });
    expect(json).toMatchObject({ success: false, problems: expect.any(Array) as unknown });
    expect(status).toBe(2);
  });

  it('fails a flow around it with 1, whatever was wrong', async () => {
    const wrong = {
      ...FLOWS['flows/welcome.json'],
      input: { type: 'object', properties: { who: {} } },
      steps: [{ type: 'action:greet', result_key: 'greeting', config: { name: '$input.who' } }],
    };
    const cwd = project({ 'flows/welcome.json': wrong });
    const { status, json } = await jsonCommand(['run', 'welcome', '--input', '{"who": 5}'], { cwd });
    expect([status, json['code'], json['failedStep']]).toEqual([1, 'ACTION_INPUT_INVALID', 0]);
    const { status: thrown, json: broken } = await jsonCommand(['run', 'broken'], { cwd });
    expect([thrown, broken['code'], broken['error']]).toEqual([
      1,
      'ACTION_FAILED',
      'Step 1 (action:broken) failed: no such thing',
    ]);
  });

  it('is dry-run by its stub', async () => {
    const { json } = await jsonCommand(['run', 'refund-order', '--dry-run', '--input', '{"order":"a1"}'], {
      cwd: project(),
    });
    expect(json).toMatchObject({ success: true, output: { refunded: 1 }, dry_run: true });
  });

  it('is found by a flow that is run from its file, and finds the flows of the project', async () => {
    const cwd = project({
      'other/one.json': {
        slug: 'one',
        name: 'One',
        description: 'Refunds.',
        steps: [{ type: 'action:refund-order', result_key: 'r', config: { order: 'a1', lines: [{ amount: 4 }] } }],
        output: '$r',
      },
    });
    const { status, stdout, stderr } = await command(['run', 'other/one.json'], { cwd });
    expect(stderr).toContain('done');
    expect([status, stdout.trim() && (JSON.parse(stdout) as unknown)]).toEqual([0, { refunded: 4 }]);
  });
});

describe('a configuration whose actions cannot be used', () => {
  const configured = (actions: string) => `
    import { defineAction } from '${INDEX}';
    import { z } from '${import.meta.resolve('zod3')}';
    const greet = defineAction({ name: 'greet', description: 'Greets.', run: () => 1 });
    const named = (name) => defineAction({ name, description: 'Does it.', run: () => 1 });
    export default { actions: ${actions} };`;

  it.each([
    ['something else', '[{ name: 1 }]', 'actions.0: must be an action made by defineAction()'],
    ['a copy', '[{ ...greet }]', 'actions.0: must be an action made by defineAction()'],
    [
      'two of one name',
      '[named("Say it"), named("say-it")]',
      'The action "say-it" has the name of the action "Say it"',
    ],
    ['the name of a flow', '[named("sum")]', 'The action "sum" has the name of the flow'],
    ['the name of a step type', '[named("loop")]', 'has the name of the step type "loop"'],
    [
      'a schema that comes out empty',
      '[defineAction({ name: "a", description: "A.", output: z.string().transform(Number), run: () => "1" })]',
      'The action "a": The output of the schema says nothing in JSON Schema',
    ],
    [
      'a definition that is refused',
      '[defineAction({ name: "", description: "A.", run: () => 1 })]',
      'defineAction({ name })',
    ],
  ])('is refused with a clear error: %s', async (_, actions, message) => {
    const cwd = folder({ 'genie-actions.config.ts': configured(actions), ...FLOWS });
    const { status, stderr } = await command(['run', 'sum', '--input', '{"amounts":[1]}'], { cwd });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});
