import { expect, test } from 'vitest';
import { createRunner, type RunOptions } from '../../src/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { sourceOf } from './harness.ts';

const FLOW = {
  slug: 'around',
  name: 'Around',
  steps: [
    { type: 'directus_read', result_key: 'post', config: { collection: 'posts', id: '$input.id' } },
    { type: 'transform', name: 'title', template: '{{post.title}}' },
  ],
  output: '$title',
};

const runAround = (around: NonNullable<RunOptions['around']>, flow: object = FLOW) =>
  createRunner({
    source: sourceOf({ slug: 'around', name: 'Around', ...flow }),
    ports: { clock: systemClock() },
    config: { audit: { isEnabled: false } },
  }).run('around', { id: 'p1' }, { around });

test('an answer stands for the step, and no service is opened for it', async () => {
  const seen: unknown[] = [];
  const report = await runAround(async ({ type, key, config, effect, needs, path, attempt }, perform) => {
    seen.push({ type, key, config, effect, needs, path, attempt });
    return type === 'directus_read' ? { id: 'p1', title: 'Rain' } : perform();
  });
  expect(report).toMatchObject({ success: true, output: 'Rain' });
  expect(seen[0]).toEqual({
    type: 'directus_read',
    key: 'post',
    config: { collection: 'posts', id: 'p1' },
    effect: 'read',
    needs: ['directus'],
    path: [0],
    attempt: 1,
  });
  expect(seen).toHaveLength(2);
});

test('an answer is checked like the result of the step', async () => {
  const report = await runAround(async (call, perform) => (call.type === 'directus_read' ? undefined : perform()));
  expect(report).toMatchObject({ success: false, code: 'RESULT_INVALID', failedStep: 0 });
});

test('a step that is let through opens its services as it would alone', async () => {
  expect(await runAround(async (_call, perform) => perform())).toMatchObject({
    success: false,
    code: 'SERVICE_NOT_CONFIGURED',
  });
});

test('is asked for every try, and for the steps inside of steps', async () => {
  const calls: string[] = [];
  const report = await runAround(
    async ({ type, path, attempt, isContainer }, perform) => {
      calls.push(`${type} ${JSON.stringify(path)} ${attempt}${isContainer ? ' holds steps' : ''}`);
      if (type === 'directus_read' && attempt === 1) throw Object.assign(new Error('later'), { code: 'X' });
      return type === 'directus_read' ? { id: 1 } : perform();
    },
    {
      steps: [
        {
          type: 'condition',
          config: {
            if: 'true',
            then: [
              { type: 'directus_read', config: { collection: 'posts', id: 1 }, retry: { attempts: 2, delay_ms: 0 } },
            ],
          },
        },
      ],
    },
  );
  expect(report).toMatchObject({ success: true });
  expect(calls).toEqual([
    'condition [0] 1 holds steps',
    'directus_read [0,"then",0] 1',
    'directus_read [0,"then",0] 2',
  ]);
});
