import { describe, expect, it, onTestFinished } from 'vitest';
import { quickjsSandbox } from '../../src/adapters/quickjs-sandbox/index.ts';
import { GenieError } from '../../src/errors.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import type { StepContext, StepsOutcome } from '../../src/step.ts';
import { condition } from '../../src/steps/condition.ts';
import { delay } from '../../src/steps/delay.ts';
import { error as errorStep } from '../../src/steps/error.ts';
import { log } from '../../src/steps/log.ts';
import { loop } from '../../src/steps/loop.ts';
import { parallel } from '../../src/steps/parallel.ts';
import { returnStep } from '../../src/steps/return.ts';
import { script } from '../../src/steps/script.ts';
import { waitFor } from '../../src/steps/wait-for.ts';
import { FlowEnded, recordingPorts, rejection, runStep, stepContext } from '../fakes/ports.ts';

type RunSteps = StepContext['runSteps'];

const STEPS = [{ type: 'log', message: 'x' }];

function outcome(last: Json, results: JsonObject = { it: last }): StepsOutcome {
  return { results, outcomes: results, last };
}

/** Steps that work until they are told to go on, or are aborted. */
function heldSteps() {
  const log: string[] = [];
  const held = new Map<string, { finish(result: Json): void; fail(error: unknown): void }>();
  const runSteps: RunSteps = async (path, _steps, { signal } = {}) => {
    const name = path.join('.');
    log.push(`start ${name}`);
    try {
      return await new Promise<StepsOutcome>((resolve, reject) => {
        held.set(name, { finish: (result) => resolve(outcome(result)), fail: reject });
        // A step that is aborted still has to clean up.
        signal?.addEventListener('abort', () => setTimeout(() => reject(signal.reason as Error), 5));
      });
    } finally {
      log.push(`end ${name}`);
    }
  };
  return { log, held, runSteps };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('condition', () => {
  const run = (
    value: Json,
    branches: Array<['then' | 'else', Json]> = [
      ['then', STEPS],
      ['else', []],
    ],
  ) => {
    const paths: unknown[] = [];
    const runSteps: RunSteps = async (path, steps, options) => {
      paths.push([path, steps, options]);
      return outcome(steps.length === 0 ? null : 'ran');
    };
    const context = stepContext(undefined, { runSteps, evaluate: () => value });
    return runStep(condition, Object.fromEntries([['if', 'x'], ...branches]), context).then((result) => ({
      result,
      paths,
    }));
  };

  it('runs one branch, whose results stay visible because it has no locals', async () => {
    expect(await run(true)).toEqual({
      result: { branch: 'then', result: 'ran' },
      paths: [[['then'], STEPS, undefined]],
    });
    expect(await run(false)).toEqual({ result: { branch: 'else', result: null }, paths: [[['else'], [], undefined]] });
  });

  it.each([[false], [null], [0], ['']])('takes %j for no', async (value) => {
    expect((await run(value)).result).toMatchObject({ branch: 'else' });
  });

  it.each([[true], [1], ['no'], [[]], [{}]])('takes %j for yes', async (value) => {
    expect((await run(value)).result).toMatchObject({ branch: 'then' });
  });

  it('may have no branch for the case', async () => {
    expect((await run(false, [['then', STEPS]])).result).toEqual({ branch: 'else', result: null });
  });
});

describe('loop', () => {
  it('gives the results of each round, which sees its item and its place', async () => {
    const rounds: unknown[] = [];
    const runSteps: RunSteps = async (path, _steps, { locals } = {}) => {
      rounds.push([path, locals]);
      return outcome(locals!.index!);
    };
    const context = stepContext(undefined, { runSteps });
    const result = await runStep(loop, { items: ['a', null], as: 'letter', steps: STEPS }, context);
    expect(result).toEqual([{ it: 0 }, { it: 1 }]);
    expect(rounds).toEqual([
      [['steps', 0], { letter: 'a', index: 0 }],
      [['steps', 1], { letter: null, index: 1 }],
    ]);
    expect(context.told).toEqual([
      { kind: 'items', done: 1 },
      { kind: 'items', done: 2 },
    ]);
  });

  it('gives an empty list for an empty list', async () => {
    expect(await runStep(loop, { items: [], steps: STEPS })).toEqual([]);
  });

  it('refuses a list that is too long before the first round', async () => {
    const items = Array.from({ length: 1_000_000 }, (_, index) => index);
    expect(await rejection(runStep(loop, { items, steps: STEPS }))).toMatchObject({
      code: 'LOOP_TOO_LONG',
      isRetryable: false,
      message: 'The list has 1000000 items, at most 1000 are allowed',
    });
  });

  it('works on a few items at the same time, and keeps their order', async () => {
    const { runSteps, held, log } = heldSteps();
    const running = runStep(
      loop,
      { items: [1, 2, 3], concurrency: 2, steps: STEPS },
      stepContext(undefined, { runSteps }),
    );
    await tick();
    expect(log).toEqual(['start steps.0', 'start steps.1']);
    held.get('steps.1')!.finish('second');
    await tick();
    expect(log.slice(2)).toEqual(['end steps.1', 'start steps.2']);
    held.get('steps.2')!.finish('third');
    held.get('steps.0')!.finish('first');
    expect(await running).toEqual([{ it: 'first' }, { it: 'second' }, { it: 'third' }]);
  });

  it('stops the other rounds when one fails, and waits for them', async () => {
    const { runSteps, held, log } = heldSteps();
    const running = runStep(
      loop,
      { items: [1, 2, 3, 4], concurrency: 3, steps: STEPS },
      stepContext(undefined, { runSteps }),
    );
    await tick();
    held.get('steps.1')!.fail(new GenieError('BROKEN', 'broken'));
    expect(await rejection(running)).toMatchObject({ code: 'BROKEN' });
    expect(log.sort()).toEqual([
      'end steps.0',
      'end steps.1',
      'end steps.2',
      'start steps.0',
      'start steps.1',
      'start steps.2',
    ]);
  });

  const failSecond: RunSteps = async (path) => {
    if (path[1] === 1) throw new GenieError('BROKEN', 'broken');
    return outcome('fine');
  };

  it('leaves null for a failed round when told to go on', async () => {
    const context = stepContext(undefined, { runSteps: failSecond });
    const result = await runStep(loop, { items: [1, 2, 3], on_item_error: 'continue', steps: STEPS }, context);
    expect(result).toEqual([{ it: 'fine' }, null, { it: 'fine' }]);
    expect(context.warnings).toEqual([{ code: 'BROKEN', message: 'broken' }]);
  });

  it('does not go on when the run itself is over', async () => {
    const cancelled = AbortSignal.abort(new GenieError('CANCELLED', 'stopped'));
    const config = { items: [1, 2, 3], on_item_error: 'continue', steps: STEPS };
    const context = stepContext(undefined, { runSteps: failSecond, signal: cancelled });
    expect(await rejection(runStep(loop, config, context))).toMatchObject({ code: 'BROKEN' });
    const tooMany: RunSteps = () => Promise.reject(new GenieError('STEP_LIMIT', 'too many steps'));
    const limited = stepContext(undefined, { runSteps: tooMany });
    expect(await rejection(runStep(loop, config, limited))).toMatchObject({ code: 'STEP_LIMIT' });
  });

  it.each<[JsonObject]>([
    [{ items: 'abc' }],
    [{ items: [], as: 'input' }],
    [{ items: [], as: 'a b' }],
    [{ items: [], concurrency: 0 }],
    [{ items: [], on_item_error: 'skip' }],
    [{ items: [], steps: {} }],
  ])('refuses %j', (config) => {
    expect(loop.config.safeParse({ steps: STEPS, ...config }).success).toBe(false);
  });
});

describe('parallel', () => {
  it('gives the results of each branch, which do not see each other', async () => {
    const options: unknown[] = [];
    const runSteps: RunSteps = async (path, _steps, { locals } = {}) => {
      options.push([path, locals]);
      return outcome(path[1]!);
    };
    const result = await runStep(parallel, { branches: { a: STEPS, b: [] } }, stepContext(undefined, { runSteps }));
    expect(result).toEqual({ a: { it: 'a' }, b: { it: 'b' } });
    expect(options).toEqual([
      [['branches', 'a'], {}],
      [['branches', 'b'], {}],
    ]);
  });

  it('stops the other branches when one fails, and waits for them', async () => {
    const { runSteps, held, log } = heldSteps();
    const running = runStep(parallel, { branches: { a: STEPS, b: STEPS } }, stepContext(undefined, { runSteps }));
    await tick();
    held.get('branches.b')!.fail(new GenieError('BROKEN', 'broken'));
    expect(await rejection(running)).toMatchObject({ code: 'BROKEN' });
    expect(log).toEqual(['start branches.a', 'start branches.b', 'end branches.b', 'end branches.a']);
  });

  it('leaves null for a failed branch when told to go on', async () => {
    const runSteps: RunSteps = async (path) => {
      if (path[1] === 'a') throw new GenieError('BROKEN', 'broken');
      return outcome(1);
    };
    const config = { branches: { a: STEPS, b: STEPS }, on_branch_error: 'continue' };
    expect(await runStep(parallel, config, stepContext(undefined, { runSteps }))).toEqual({ a: null, b: { it: 1 } });
  });

  it('starts no more branches at a time than allowed', async () => {
    const { runSteps, held, log } = heldSteps();
    const config = { branches: { a: STEPS, b: STEPS }, concurrency: 1 };
    const running = runStep(parallel, config, stepContext(undefined, { runSteps }));
    await tick();
    expect(log).toEqual(['start branches.a']);
    held.get('branches.a')!.finish(1);
    await tick();
    held.get('branches.b')!.finish(2);
    expect(await running).toEqual({ a: { it: 1 }, b: { it: 2 } });
  });
});

describe('wait-for', () => {
  /** Steps whose result counts the polls, and an `until` that holds from a poll on. */
  function polling(holdsAt: number) {
    let polls = 0;
    const { ports } = recordingPorts();
    const runSteps: RunSteps = async () => outcome(++polls, { count: polls });
    const evaluate = (_: string, locals?: JsonObject) => (locals!.count as number) >= holdsAt;
    return stepContext(ports, { runSteps, evaluate, timeoutMs: 10_000 });
  }

  it('looks again until it holds, over the results of its steps', async () => {
    const context = polling(3);
    expect(await runStep(waitFor, { until: 'count > 2', steps: STEPS }, context)).toEqual({
      polls: 3,
      waited_ms: 2000,
      result: 3,
    });
    expect(context.told.map(({ kind, done }) => [kind, done])).toEqual([
      ['polls', 1],
      ['polls', 2],
    ]);
  });

  it('waits as long as it is told between two polls', async () => {
    const result = await runStep(waitFor, { until: 'x', steps: STEPS, interval_ms: 50 }, polling(3));
    expect(result).toMatchObject({ waited_ms: 100 });
  });

  it('says what it waited for when the time is over', async () => {
    const error = await rejection(
      runStep(waitFor, { until: 'count > 99', steps: STEPS, interval_ms: 4000 }, polling(99)),
    );
    expect(error).toMatchObject({
      code: 'WAIT_TIMEOUT',
      message: '"count > 99" did not hold within 10000 ms',
      data: { polls: 4 },
    });
  });

  it('does not wait longer for steps that hang', async () => {
    const runSteps: RunSteps = (_path, _steps, { signal } = {}) =>
      new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)));
    const context = stepContext(recordingPorts().ports, { runSteps, timeoutMs: 60 });
    const error = await rejection(runStep(waitFor, { until: 'x', steps: STEPS }, context));
    expect(error).toMatchObject({ code: 'WAIT_TIMEOUT', cause: { name: 'TimeoutError' } });
  });

  it('stops waiting when it is aborted', async () => {
    const context = { ...polling(99), signal: AbortSignal.abort(new GenieError('CANCELLED', 'stopped')) };
    expect(await rejection(runStep(waitFor, { until: 'x', steps: STEPS }, context))).toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('runs its steps once in a dry run, whatever the condition says', async () => {
    const config = waitFor.config.parse({ until: 'x', steps: STEPS });
    expect(await waitFor.stub(config, polling(99))).toEqual({ polls: 1, waited_ms: 0, result: 1 });
  });
});

describe('delay', () => {
  it('waits, and not longer than two minutes', async () => {
    const { ports } = recordingPorts();
    const startedAt = ports.clock.now();
    expect(await runStep(delay, { ms: 500 }, stepContext(ports))).toEqual({ waited_ms: 500 });
    expect(ports.clock.now() - startedAt).toBe(500);
    expect(delay.config.safeParse({ ms: 120_001 }).success).toBe(false);
  });
});

describe('error', () => {
  it('fails with its message and code, for good', async () => {
    expect(await rejection(runStep(errorStep, { message: 'No profile' }))).toMatchObject({
      code: 'FLOW_ERROR',
      message: 'No profile',
      isRetryable: false,
    });
    expect(await rejection(runStep(errorStep, { message: 'No', code: 'PROFILE_NOT_FOUND' }))).toMatchObject({
      code: 'PROFILE_NOT_FOUND',
    });
    expect(errorStep.config.safeParse({ message: 'No', code: 'not found' }).success).toBe(false);
  });
});

describe('log', () => {
  it('speaks through the events', async () => {
    const context = stepContext();
    expect(await runStep(log, { message: 'Hello', level: 'warn', data: { a: 1 } }, context)).toEqual({ logged: true });
    expect(context.told).toEqual([{ kind: 'log', done: 1, text: 'Hello', data: { level: 'warn', data: { a: 1 } } }]);
  });
});

describe('return', () => {
  it('ends the flow with its value', async () => {
    const ended = (config: JsonObject) =>
      runStep(returnStep, config).catch((thrown: unknown) => (thrown as FlowEnded).value);
    expect(await ended({ value: { a: 1 } })).toEqual({ a: 1 });
    expect(await ended({})).toBeNull();
    expect(await rejection(runStep(returnStep, {}))).toBeInstanceOf(FlowEnded);
  });
});

describe('script', () => {
  it('runs in the sandbox with its arguments', async () => {
    const sandbox = quickjsSandbox({ maxThreads: 1 });
    onTestFinished(() => sandbox.close());
    const context = stepContext({ ...recordingPorts().ports, sandbox });
    const code = 'return { sum: args.numbers.reduce((a, b) => a + b, 0), host: typeof process };';
    expect(await runStep(script, { code, args: { numbers: [1, 2, 3] } }, context)).toEqual({
      sum: 6,
      host: 'undefined',
    });
  });

  it('hands its limits on: five seconds and 64 MB unless told otherwise', async () => {
    const { ports, calls } = recordingPorts({ sandbox: { run: async () => null } });
    await runStep(script, { code: 'return 1' }, stepContext(ports, { timeoutMs: script.timeout!.defaultMs }));
    await runStep(script, { code: 'return 1', memory_mb: 8 }, stepContext(ports, { timeoutMs: 100 }));
    expect(calls.map(({ args }) => args[0])).toEqual([
      { code: 'return 1', args: null, timeoutMs: 5000, memoryMb: 64 },
      { code: 'return 1', args: null, timeoutMs: 100, memoryMb: 8 },
    ]);
  });
});

describe('time limits', () => {
  it.each([
    [condition, null],
    [loop, null],
    [parallel, null],
    [waitFor, { defaultMs: 60_000, maxMs: 600_000 }],
    [script, { defaultMs: 5_000, maxMs: 120_000 }],
    [delay, { defaultMs: 120_000, maxMs: 120_000 }],
  ])('are as the language says (%#)', (stepType, timeout) => {
    expect(stepType.timeout).toEqual(timeout);
  });
});
