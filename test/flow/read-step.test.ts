import { describe, expect, it } from 'vitest';
import { readStep, readSteps } from '../../src/flow/index.ts';
import type { Json } from '../../src/json.ts';

function messagesOf(raw: Json): string[] {
  return readStep(raw, '/steps/0').problems.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('the dialect', () => {
  it('is 1 where the settings stand under "config"', () => {
    const { step } = readStep(
      { type: 'directus_read', result_key: 'profile', config: { collection: 'posts' } },
      '/steps/0',
    );
    expect(step).toMatchObject({ dialect: 1, key: 'profile', config: { collection: 'posts' } });
  });

  it('is 2 where a type of the second list has no "config": everything that is not an envelope key is a setting', () => {
    const raw = { type: 'directus', name: 'save', operation: 'create-item', data: { a: 1 }, timeout_ms: 5 };
    const { step } = readStep(raw, '');
    expect(step).toMatchObject({
      dialect: 2,
      key: 'save',
      timeoutMs: 5,
      config: { operation: 'create-item', data: { a: 1 } },
    });
    expect(Object.keys(step!.config)).toEqual(['operation', 'data']);
  });

  it('is 1 for a type of the second list with "config", and for an unknown type without', () => {
    expect(readStep({ type: 'delay', config: { ms: 1 } }, '').step).toMatchObject({ dialect: 1, config: { ms: 1 } });
    expect(readStep({ type: 'acme_ping' }, '')).toMatchObject({ step: { dialect: 1, config: {} }, problems: [] });
  });

  it('does not mix: a setting beside "config" is refused', () => {
    expect(messagesOf({ type: 'http_request', url: 'x' })).toEqual([
      'flow/unknown-key: unknown key "url"; the settings of http_request belong into "config": { "url": … }',
    ]);
  });

  it('keeps "__proto__" as a setting of its own', () => {
    const { step } = readStep(JSON.parse('{"type": "log", "__proto__": {"x": 1}, "message": "m"}') as Json, '');
    expect(Object.keys(step!.config)).toEqual(['__proto__', 'message']);
    expect('x' in step!.config).toBe(false);
  });
});

describe('the envelope', () => {
  it('reads retry with its defaults, and when as text', () => {
    const { step, problems } = readStep({ type: 'delay', ms: 1, when: true, retry: { attempts: 3 } }, '');
    expect(problems).toEqual([]);
    expect(step).toMatchObject({
      when: 'true',
      onError: 'fail',
      retry: { attempts: 3, delayMs: 500, backoff: 'exponential', maxDelayMs: 10_000, if: undefined },
    });
  });

  it('takes the steps of on_error as they stand', () => {
    const steps = [{ type: 'log', message: 'x' }];
    expect(readStep({ type: 'delay', ms: 1, on_error: { steps } }, '').step!.onError).toEqual({ steps });
  });

  it.each<[Json, string]>([
    [
      { type: 'delay', timeout_ms: 120_001 },
      'time/step-limit: "timeout_ms" is 120001, but must be 1 to 120000 milliseconds',
    ],
    [
      { type: 'delay', timeout_ms: 1.5 },
      'flow/type: "timeout_ms" must be a whole number of milliseconds, not the number 1.5',
    ],
    [{ type: 'delay', when: 5 }, 'flow/type: "when" must be an expression such as "size(posts) > 3", not the number 5'],
    [{ type: 'delay', retry: { atempts: 3 } }, 'flow/unknown-key: unknown key "atempts"; did you mean "attempts"?'],
    [{ type: 'delay', retry: {} }, 'flow/missing-key: "attempts" is missing: how many tries in all, such as 3'],
    [
      { type: 'delay', retry: { attempts: 2, backoff: 'linear' } },
      'flow/type: "backoff" must be "fixed" or "exponential", not the string "linear"',
    ],
    [
      { type: 'delay', on_error: 'ignore' },
      'flow/type: "on_error" must be "fail", "continue" or { "steps": [...] }, not the string "ignore"',
    ],
    [
      { type: 'delay', result_key: 'a', name: 'b' },
      'flow/conflicting-keys: "result_key" and "name" mean the same; write only one of them',
    ],
    [
      { type: 'delay', name: 'my key' },
      'flow/key-format: name "my key" is not a name; use letters, digits and "_", such as "my_key", so that later steps can write $my_key',
    ],
    [
      { type: 'delay', name: 'loop' },
      'ref/reserved-name: name "loop" is reserved; write "loop_result" or another name',
    ],
    [{ type: 'delay', name: 'size', result_key: 5 }, 'flow/type: "result_key" must be a string, not the number 5'],
    [{ tpye: 'delay', ms: 1 }, 'flow/unknown-key: unknown key "tpye"; did you mean "type"?'],
    [{ config: {} }, 'flow/missing-key: "type" is missing: it names what the step does'],
    [{ types: ['delay'] }, 'flow/missing-key: "type" is missing: it names what the step does'],
    [
      { type: 'x', confirm: true },
      'flow/unknown-key: unknown key "confirm"; the settings of x belong into "config": { "confirm": … }',
    ],
    [{ type: 'x', confg: {} }, 'flow/unknown-key: unknown key "confg"; did you mean "config"?'],
  ])('refuses %j', (raw, message) => {
    expect(messagesOf(raw)).toEqual([message]);
  });

  it('lets wait-for take ten minutes', () => {
    expect(messagesOf({ type: 'wait-for', until: 'true', timeout_ms: 600_000 })).toEqual([]);
  });
});

it('reads a list and leaves out what is no step', () => {
  const { steps, problems } = readSteps(
    [{ type: 'delay', ms: 1 }, null, { type: 'log', message: 'x' }],
    '/steps/2/then',
  );
  expect(steps.map(({ pointer }) => pointer)).toEqual(['/steps/2/then/0', '/steps/2/then/2']);
  expect(problems).toMatchObject([{ rule: 'flow/type', pointer: '/steps/2/then/1' }]);
});
