import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineAction, defineStep, GenieError, type ActionHarness } from '../../../src/index.ts';
import { recordingPorts } from '../../fakes/ports.ts';
import { outline, recordingSteps } from '../../runner/harness.ts';
import { projectOf, runActionOf } from './project.ts';

/** An action that does what it is given with its harness. */
const doing = (perform: (harness: ActionHarness) => unknown, changes: object = {}) =>
  defineAction({ name: 'act', description: 'Acts.', ...changes, run: ({ harness }) => perform(harness) });

const flow = (slug: string, part: object) => ({ slug, name: slug, steps: [], ...part });

describe('a step of an action', () => {
  it('takes its settings as values: nothing in them is a reference', async () => {
    const calls = recordingSteps();
    const settings = { id: '$input.secret', text: '{{ 1 + 1 }}', list: ['$context.user_id', { a: '$$' }] };
    const { output } = await runActionOf(
      doing((harness) => harness.step('call', settings)),
      {},
      {},
      { steps: calls.steps },
    );
    expect(output).toEqual(settings);
  });

  it('is told, checked and counted with the run', async () => {
    const twice = doing(async (harness) => {
      await harness.step('log', { message: 'one' });
      return harness.step('log', { message: 'two' });
    });
    const { events, report } = await runActionOf(twice);
    expect(report.results).toEqual({ result: { logged: true } });
    expect(outline(events).map((line) => line.replace(/@\w+/, ''))).toEqual([
      'flow-start',
      'step-start 0',
      'step-start 0.log.0',
      'step-progress 0.log.0',
      'step-end 0.log.0 done',
      'step-start 0.log.0',
      'step-progress 0.log.0',
      'step-end 0.log.0 done',
      'step-end 0 done',
      'flow-end',
    ]);
    const limited = await runActionOf(twice, {}, {}, { setup: { config: { maxSteps: 2 } } });
    expect(limited.report).toMatchObject({ success: false, code: 'STEP_LIMIT' });
  });

  it('fails by itself, and the action may go on', async () => {
    const trying = doing(async (harness) => {
      const failures = await Promise.allSettled([
        harness.step('delya', { ms: 1 }),
        harness.step('delay', { ms: 'long' }),
        harness.step('error', { message: 'no', code: 'NOT_TODAY' }),
      ]);
      return failures.map((failure) => (failure.status === 'rejected' ? (failure.reason as GenieError).code : 'done'));
    });
    await expect(runActionOf(trying)).resolves.toMatchObject({
      output: ['STEP_TYPE_UNKNOWN', 'CONFIG_INVALID', 'NOT_TODAY'],
    });
    await expect(runActionOf(doing((harness) => harness.step('delya')))).resolves.toMatchObject({
      output: 'Step 1 (action:act) failed: There is no step type "delya"; did you mean "delay"?',
    });
  });

  it('says where it stands in the failure of the run', async () => {
    const { report } = await runActionOf(doing((harness) => harness.step('error', { message: 'no' })));
    expect(report).toMatchObject({ error: 'Step 1.error.1 (error) failed: no', failedStep: 0 });
  });

  it('takes only what JSON can hold', async () => {
    const { output } = await runActionOf(doing((harness) => harness.step('log', { message: 'x', data: new Date(0) })));
    expect(output).toBe('Step 1 (action:act) failed: harness.step(): config.data must be a plain object, not a Date');
  });

  it('may be given as the step type itself, and may end what it is in without ending the flow', async () => {
    const flows = [
      flow('around', {
        steps: [
          { type: 'action:act', result_key: 'acted', config: {} },
          { type: 'transform', name: 'after', template: 'still here' },
        ],
        output: { acted: '$acted', after: '$after' },
      }),
    ];
    const project = projectOf({ actions: [doing((harness) => harness.step({ type: 'return' }, { value: 7 }))], flows });
    await expect(project.run('around')).resolves.toMatchObject({ output: { acted: 7, after: 'still here' } });
  });

  it('sees nothing of the flow around', async () => {
    const peeking = doing((harness) => harness.step('condition', { if: 'has(input.secret)', then: [], else: [] }));
    const flows = [
      flow('around', { steps: [{ type: 'action:act', result_key: 'acted', config: {} }], output: '$acted' }),
    ];
    const report = await projectOf({ actions: [peeking], flows }).run('around', { secret: 1 });
    expect(report).toMatchObject({ output: { branch: 'else' } });
  });
});

describe('a flow that an action runs', () => {
  const double = flow('double', {
    input: {
      type: 'object',
      required: ['n'],
      properties: { n: { type: 'number' }, times: { type: 'number', default: 2 } },
    },
    steps: [{ type: 'transform', name: 'product', expression: 'input.n * input.times' }],
    output: { product: '$product' },
  });

  it('gives its output, with its own parameters and nothing else', async () => {
    const { output } = await runActionOf(
      doing((harness) => harness.run('double', { n: 4 })),
      {},
      {},
      { flows: [double] },
    );
    expect(output).toEqual({ product: 8 });
    const named = doing((harness) => harness.run({ slug: 'double' }, { n: 5 }));
    await expect(runActionOf(named, {}, {}, { flows: [double] })).resolves.toMatchObject({ output: { product: 10 } });
  });

  it.each([
    ['double', {}, 'n is required', 'INPUT_INVALID'],
    ['doubel', {}, 'There is no flow "doubel"; did you mean "double"?', 'FLOW_NOT_FOUND'],
    ['asleep', {}, 'The flow "asleep" is not active', 'FLOW_INACTIVE'],
    ['broken', {}, 'The flow "broken" has 1 error', 'FLOW_INVALID'],
  ])('is refused like one that is run by itself: %s %j', async (slug, input, message, code) => {
    const flows = [double, flow('asleep', { active: false }), flow('broken', { steps: [{ type: 'nothing' }] })];
    const asking = doing(async (harness) => {
      const failure = (await harness.run(slug, { ...input }).catch((error: unknown) => error)) as GenieError;
      return { code: failure.code, why: failure.data['code'], message: failure.message };
    });
    const { output } = await runActionOf(asking, {}, {}, { flows });
    expect(output).toMatchObject({
      code: 'FLOW_REFUSED',
      why: code,
      message: expect.stringContaining(message) as string,
    });
  });

  it('asks a person where a tag has set it off', async () => {
    const guarded = flow('guarded', { confirm: true, steps: [], output: 'done' });
    const action = doing((harness) => harness.run('guarded'));
    const asked = vi.fn<() => Promise<boolean>>(async () => true);
    await expect(runActionOf(action, {}, { trigger: 'tag' }, { flows: [guarded] })).resolves.toMatchObject({
      report: { code: 'FLOW_REFUSED' },
    });
    await expect(
      runActionOf(action, {}, { trigger: 'tag', confirm: asked }, { flows: [guarded] }),
    ).resolves.toMatchObject({
      output: 'done',
    });
    await expect(runActionOf(action, {}, {}, { flows: [guarded] })).resolves.toMatchObject({ output: 'done' });
    expect(asked).toHaveBeenCalledOnce();
  });

  it('cleans up by itself, whatever happens, before the action goes on', async () => {
    const calls = recordingSteps();
    const flows = [
      flow('messy', {
        steps: [{ type: 'fail', config: {} }],
        finally: [{ type: 'call', config: { id: 'cleaned' } }],
      }),
    ];
    const action = doing(async (harness) => {
      await harness.run('messy').catch(() => {});
      await harness.step('call', { id: 'afterwards' });
    });
    await runActionOf(action, {}, {}, { flows, steps: calls.steps });
    expect(calls.made).toEqual(['fail', { id: 'cleaned' }, { id: 'afterwards' }]);
  });

  it('ends by its own time limit without ending the run', async () => {
    const calls = recordingSteps();
    const flows = [flow('slow', { timeout_ms: 20, steps: [{ type: 'hang', config: {} }] })];
    const action = doing((harness) => harness.run('slow').catch((error: GenieError) => error.code));
    await expect(runActionOf(action, {}, {}, { flows, steps: calls.steps })).resolves.toMatchObject({
      output: 'FLOW_TIMEOUT',
    });
  });

  it('hides the secrets that either knows', async () => {
    const leak = defineStep({
      type: 'leak',
      summary: 'Knows a secret.',
      needs: [],
      effect: 'none',
      config: z.strictObject({}),
      result: z.string(),
      example: {},
      run: (_, { addSecret }) => {
        addSecret('hunter2-long');
        return 'it is hunter2-long';
      },
      stub: () => '',
    });
    const flows = [flow('inner', { steps: [{ type: 'leak', result_key: 'it', config: {} }], output: '$it' })];
    const { report, events } = await runActionOf(
      doing((harness) => harness.run('inner')),
      {},
      {},
      { flows, steps: [leak] },
    );
    expect(JSON.stringify([report, events])).not.toContain('hunter2');
    expect(report).toMatchObject({ output: 'it is •••' });
  });
});

describe('what an action gets wrong', () => {
  it('is told where it calls a flow that is none', async () => {
    const { report } = await runActionOf(doing((harness) => harness.run(null as unknown as string)));
    const error = expect.stringContaining('must be a slug, a flow or an action') as unknown;
    expect(report).toMatchObject({ success: false, code: 'ACTION_FAILED', error });
  });

  it('is its failure even when what it throws has no text', async () => {
    const textless = {
      toString() {
        throw new Error('no text');
      },
    };
    const { report } = await runActionOf(doing(() => Promise.reject(textless)));
    expect(report).toMatchObject({ success: false, code: 'ACTION_FAILED' });
  });
});

describe('an action that an action runs', () => {
  const inner = defineAction({
    name: 'Add one',
    description: 'Adds one.',
    input: v.object({ n: v.pipe(v.string(), v.transform(Number)) }),
    output: v.object({ n: v.number() }),
    effect: 'none',
    run: ({ input }) => ({ n: input.n + 1 }),
  });

  it('gives its output, typed', async () => {
    const outer = doing(async (harness) => (await harness.run(inner, { n: '4' })).n);
    const project = projectOf({ actions: [outer, inner] });
    await expect(project.run('act')).resolves.toMatchObject({ output: 5 });
  });

  it('may run others four deep, and no deeper', async () => {
    const digger = defineAction({
      name: 'dig',
      description: 'Digs.',
      input: v.object({ depth: v.number() }),
      run: async ({ harness, input }): Promise<unknown> =>
        input.depth === 0 ? 'bottom' : harness.run('dig', { depth: input.depth - 1 }),
    });
    await expect(runActionOf(digger, { depth: 4 })).resolves.toMatchObject({ output: 'bottom' });
    const { report } = await runActionOf(digger, { depth: 5 });
    expect(report).toMatchObject({ success: false, code: 'NESTING_TOO_DEEP' });
    expect(report).toHaveProperty('error', expect.stringContaining('"dig" would run 5 flows deep; 4 is the limit'));
  });
});

describe('what an action asks a model', () => {
  function modelOf(...answers: string[]) {
    return recordingPorts({
      model: { generate: async () => ({ model: 'm', response: answers.shift() ?? '' }) },
    });
  }

  it('is answered as text', async () => {
    const { ports, calls } = modelOf('Hello.');
    const action = doing((harness) => harness.generate('Say $hello', { model: 'm', system: 'Be kind.' }));
    const { output } = await runActionOf(action, {}, {}, { setup: { ports } });
    expect(output).toBe('Hello.');
    expect(calls.find(({ name }) => name === 'model.generate')?.args[0]).toMatchObject({
      model: 'm',
      system: 'Be kind.',
      prompt: 'Say $hello',
    });
  });

  it('is answered in the shape of a schema, and as what the schema makes of it', async () => {
    const schema = v.object({ likes: v.pipe(v.string(), v.transform(Number)) });
    const { ports, calls } = modelOf('{"likes": "3"}');
    const action = doing((harness) => harness.generate('How many?', { schema }));
    await expect(runActionOf(action, {}, {}, { setup: { ports } })).resolves.toMatchObject({ output: { likes: 3 } });
    expect(calls.find(({ name }) => name === 'model.generate')?.args[0]).toMatchObject({
      format: { type: 'object', properties: { likes: { type: 'string' } } },
    });
  });

  it('fails where the answer does not fit what only code can tell', async () => {
    const schema = z.object({ n: z.number() }).refine(({ n }) => n > 3, 'must be more');
    const { ports } = modelOf('{"n": 1}');
    const { report } = await runActionOf(
      doing((harness) => harness.generate('?', { schema })),
      {},
      {},
      { setup: { ports } },
    );
    expect(report).toMatchObject({ code: 'FORMAT_MISMATCH' });
  });
});

describe('the log of an action', () => {
  it('tells the events of the run, errors and what is no JSON as text', async () => {
    const action = defineAction({
      name: 'say',
      description: 'Says.',
      run: ({ log }) => {
        log.info('plain');
        log.warn('with facts', { n: 1, none: undefined, when: new Date(0), big: 2n });
        log.error('with an error', { error: new GenieError('BAD', 'it went wrong') });
      },
    });
    const { events } = await runActionOf(action);
    const said = events.flatMap((event) =>
      event.event === 'step-progress' ? [[event.kind, event.text, event.data]] : [],
    );
    expect(said).toEqual([
      ['log', 'plain', { level: 'info', action: 'say', data: {} }],
      ['log', 'with facts', { level: 'warn', action: 'say', data: { n: 1, when: String(new Date(0)), big: '2' } }],
      [
        'log',
        'with an error',
        {
          level: 'error',
          action: 'say',
          data: { error: { name: 'GenieError', message: 'it went wrong', code: 'BAD' } },
        },
      ],
    ]);
  });

  it('is all that an action gets besides its harness and its input', async () => {
    const action = defineAction({
      name: 'look',
      description: 'Looks.',
      input: v.object({}),
      run: (context) => ({ context: Object.keys(context).sort(), harness: Object.keys(context.harness).sort() }),
    });
    await expect(runActionOf(action, {}, { context: { user_id: 'u1' } })).resolves.toMatchObject({
      output: { context: ['harness', 'input', 'log'], harness: ['generate', 'run', 'signal', 'step'] },
    });
  });
});
