import { describe, expect, test } from 'vitest';
import { linesOf, flowOf, runText } from './bench.ts';

const READ = {
  type: 'directus_read',
  result_key: 'post',
  config: { collection: 'posts', id: '$input.id', fields: 'id,title' },
};
const FLOW = flowOf([READ, { type: 'transform', result_key: 'title', config: { template: 'A $post.title' } }], {
  output: '$title',
});
const INPUT = 'input: { id: p1 }';

describe('mocks', () => {
  test('answer for services, and steps without services really run', async () => {
    expect(
      await linesOf(
        FLOW,
        `- name: a\n  ${INPUT}\n  mocks: { post: { id: p1, title: Rain } }\n  expect: { output: A Rain }`,
      ),
    ).toEqual([]);
  });

  test('are named by key or by place', async () => {
    expect(
      await linesOf(
        FLOW,
        `- name: a\n  ${INPUT}\n  mocks: { 'steps[0]': { title: Rain } }\n  expect: { output: A Rain }`,
      ),
    ).toEqual([]);
  });

  test('a step without one fails the test, names the step, and says what to write', async () => {
    const { results } = await runText(FLOW, `- name: a\n  ${INPUT}`);
    expect(results[0]!.problems).toMatchObject([
      {
        kind: 'mock',
        subject: 'mocks.post',
        message: 'the step "post" (directus_read, steps[0]) would call a service, and no mock answers for it',
        detail: expect.stringMatching(/^Write into the test:\n {2}mocks:\n {4}post: \{/),
      },
    ]);
  });

  test.each(['continue', { steps: [{ type: 'log', config: { message: 'x' } }] }])(
    'a missing one is not passed over by on_error %j or retry',
    async (onError) => {
      const flow = flowOf([{ ...READ, on_error: onError, retry: { attempts: 3, delay_ms: 0 } }]);
      const { results } = await runText(flow, `- name: a\n  ${INPUT}`);
      expect(results[0]!.problems).toMatchObject([{ kind: 'mock' }]);
    },
  );

  test('a missing one in finally fails the test too', async () => {
    const flow = flowOf([], { finally: [{ type: 'directus_delete', config: { collection: 'posts', id: 1 } }] });
    expect(await linesOf(flow, '- name: a')).toEqual([
      expect.stringContaining('mocks.finally[0] the step finally[0] (directus_delete) would call a service'),
    ]);
  });

  test('one for a step that is not there is refused, with the name that was meant', async () => {
    expect(await linesOf(FLOW, `- name: a\n  ${INPUT}\n  mocks: { pots: {} }`)).toEqual([
      '3:18 mocks.pots the flow has no step "pots"; did you mean "post"?'.replace('3:18', '3:18'),
    ]);
  });

  test.each([
    ['a list for one item', '[{ id: p1 }]', '3:18 mocks.post must be an object (got a list)'],
    ['a field that is not asked for', '{ id: p1, text: x }', '3:34 mocks.post.text is not known; known are id, title'],
    ['null for an item', 'null', '3:18 mocks.post must be an object (got null)'],
  ])('%s could not come from the step', async (_, mock, line) => {
    const [found] = await linesOf(FLOW, `- name: a\n  ${INPUT}\n  mocks: { post: ${mock} }`);
    expect(found).toContain(line);
    expect(found).toContain('a step "directus_read" with these settings gives no such result');
  });

  test('an answer in a format has to fit the format', async () => {
    const format = { type: 'object', required: ['caption'], properties: { caption: { type: 'string', maxLength: 5 } } };
    const flow = flowOf([
      { type: 'ollama_generate', result_key: 'caption', config: { model: 'm', prompt: 'x', format } },
    ]);
    expect(
      await linesOf(flow, '- name: a\n  mocks:\n    caption: { response: x, model: m, json: { caption: Too long } }'),
    ).toEqual([expect.stringMatching(/^3:56 mocks\.caption\.json\.caption must have at most 5 characters/)]);
    expect(await linesOf(flow, '- name: a\n  mocks: { caption: { $stub: { json: { caption: Too long } } } }')).toEqual([
      expect.stringMatching(/mocks\.caption\.\$stub\.json\.caption must have at most 5 characters/),
    ]);
    expect(await linesOf(flow, '- name: a\n  mocks: { caption: { $stub: { json: { caption: Short } } } }')).toEqual([]);
  });

  test('what a dry run gives is taken as it is, only what the test replaced has to fit', async () => {
    const login = { creator_profile_id: 'p', platform: 'x', url: 'https://example.com/$input.name/stats' };
    const flow = flowOf([
      { type: 'stagehand_cookie_login', result_key: 'browser', config: login },
      { type: 'stagehand_close', config: { sessionId: '$browser.sessionId' } },
    ]);
    const of = (stub: string) =>
      linesOf(
        flow,
        `- name: a\n  input: { name: a b }\n  mocks: { browser: { $stub: ${stub} }, 'steps[1]': { $stub: {} } }`,
      );
    expect(await of('true')).toEqual([]);
    expect(await of('{ sessionId: s }')).toEqual([]);
    expect(await of('{ url: a b }')).toEqual([expect.stringContaining('mocks.browser.$stub.url must be a valid uri')]);
    expect(await of('{ sesionId: s }')).toEqual([expect.stringContaining('mocks.browser.$stub.sesionId is not known')]);
  });

  test('a step that has no result takes no mock of one', async () => {
    const flow = flowOf([{ type: 'error', config: { message: 'x' } }]);
    expect(await linesOf(flow, "- name: a\n  mocks: { 'steps[0]': 1 }")).toEqual([
      expect.stringContaining('a step "error" has no result'),
    ]);
  });

  test('a result with a key of its own with $ is written under $value', async () => {
    const flow = flowOf([{ type: 'http_request', result_key: 'x', config: { url: 'https://example.com' } }]);
    expect(
      await linesOf(
        flow,
        '- name: a\n  mocks: { x: { $value: { status: 200, ok: true, headers: {}, body: { $a: 1 } } } }\n  expect: { results: { x: { body: { $exact: { $a: 1 } } } } }',
      ),
    ).toEqual([]);
  });

  test('one that nothing asked for is told, one of all tests is not', async () => {
    const { results } = await runText(
      flowOf([{ ...READ, when: 'input.id != ""' }]),
      `defaults: { mocks: { post: {} } }\ntests:\n  - name: a\n    input: { id: '' }\n  - name: b\n    input: { id: '' }\n    mocks: { post: { $tries: [{}, {}] } }`,
    );
    expect(results.map(({ status, unusedMocks }) => [status, unusedMocks])).toEqual([
      ['passed', []],
      ['passed', ['mocks.post']],
    ]);
  });
});

describe('answers for tries, rounds and calls', () => {
  const LOOP = flowOf([
    {
      type: 'loop',
      name: 'all',
      items: '{{params.ids}}',
      concurrency: 3,
      steps: [
        {
          type: 'directus',
          name: 'post',
          operation: 'read-item',
          collection: 'posts',
          id: '{{item}}',
          retry: { attempts: 2, delay_ms: 0 },
        },
      ],
    },
  ]);

  test('each try has its own, and an error is tried again', async () => {
    const flow = flowOf([{ ...READ, retry: { attempts: 3, delay_ms: 60_000 } }], { output: '$post.title' });
    expect(
      await linesOf(
        flow,
        `- name: a\n  ${INPUT}\n  mocks: { post: { $tries: [{ $error: X }, { $error: { code: Y, message: why } }, { title: Third }] } }\n  expect: { output: Third, calls: { post: 3 } }`,
      ),
    ).toEqual([]);
  });

  test('an error that cannot be retried is not', async () => {
    const flow = flowOf([{ ...READ, retry: { attempts: 3, delay_ms: 0 } }]);
    expect(
      await linesOf(
        flow,
        `- name: a\n  ${INPUT}\n  mocks: { post: { $error: { code: X, message: why, retryable: false } } }\n  expect: { failure: { code: X, step: post, message: 'Step 1 (directus_read) failed: why' }, calls: { post: 1 } }`,
      ),
    ).toEqual([]);
  });

  test('each round has its own, whatever comes first', async () => {
    expect(
      await linesOf(
        LOOP,
        `- name: a\n  input: { ids: [1, 2] }\n  mocks: { post: { $rounds: [{ $tries: [{ $error: X }, { t: one }] }, { t: two }] } }\n  expect: { results: { all: [{ post: { t: one } }, { post: { t: two } }] }, calls: { post: [{ id: 1 }, { id: 1 }, { id: 2 }] } }`,
      ),
    ).toEqual([]);
  });

  test('each call has its own, and too few are told', async () => {
    const { results } = await runText(
      LOOP,
      '- name: a\n  input: { ids: [1, 2] }\n  mocks: { post: { $calls: [{ t: 1 }] } }',
    );
    expect(results[0]!.problems[0]!.message).toBe(
      'the step "post" (directus, steps[0].steps[0]) has no answer: "$calls" has 1 answer, and this is call 2 (round 2)',
    );
  });

  test('more answers than calls are told', async () => {
    const { results } = await runText(
      LOOP,
      '- name: a\n  input: { ids: [1] }\n  mocks: { post: { $rounds: [{ t: 1 }, { t: 2 }] } }',
    );
    expect(results[0]).toMatchObject({ status: 'passed', unusedMocks: ['mocks.post.$rounds[1]'] });
  });

  test('rounds outside of a loop are told', async () => {
    const { results } = await runText(FLOW, `- name: a\n  ${INPUT}\n  mocks: { post: { $rounds: [{}] } }`);
    expect(results[0]!.problems[0]!.message).toContain('"$rounds" is for steps inside of a loop');
  });
});

describe('time and names', () => {
  const WAIT = flowOf(
    [
      { type: 'delay', ms: 90_000 },
      {
        type: 'wait-for',
        name: 'job',
        until: "row.status == 'done'",
        interval_ms: 1_000,
        steps: [{ type: 'directus', name: 'row', operation: 'read-item', collection: 'jobs', id: 1 }],
      },
    ],
    { output: { at: '{{context.timestamp}}', polls: '{{job.polls}}', waited: '{{job.waited_ms}}' } },
  );

  test('waiting takes no time, and times are always the same', async () => {
    const text =
      '- name: a\n  now: 2030-03-01T12:00:00Z\n  mocks: { row: { $rounds: [{ status: new }, { status: new }, { status: done }] } }\n  expect: { output: { $exact: { at: "2030-03-01T12:00:00.000Z", polls: 3, waited: 2000 } } }';
    expect(await linesOf(WAIT, text)).toEqual([]);
  });

  test('the ids of a run are numbered, in every test from the first', async () => {
    const { results } = await runText(flowOf([]), '- name: a\n- name: b');
    expect(results.map(({ run }) => run!.report.run_id)).toEqual([
      '01TEST00000000000000000001',
      '01TEST00000000000000000001',
    ]);
  });
});

describe('the run', () => {
  test('takes no identity from a tag, asks for a yes, and has the environment that the test names', async () => {
    const flow = flowOf([], { confirm: true, output: { id: '{{params.user_id}}' } });
    const of = (more: string) => linesOf(flow, `- name: a\n  trigger: tag\n  input: { user_id: eve }\n  ${more}`);
    expect(await of('expect: { failure: CONFIRMATION_REQUIRED }')).toEqual([]);
    expect(await of('confirmed: false\n  expect: { failure: CONFIRMATION_REFUSED }')).toEqual([]);
    expect(await of('confirmed: true\n  expect: { failure: REFERENCE_MISSING }')).toEqual([]);
    const log = flowOf([
      { type: 'http', name: 'x', url: 'https://example.com', headers: { Authorization: 'Bearer {{env.KEY}}' } },
    ]);
    expect(
      await linesOf(
        log,
        '- name: a\n  env: { KEY: abc }\n  mocks: { x: { $stub: true } }\n  expect: { calls: { x: { headers: { Authorization: Bearer abc } } } }',
      ),
    ).toEqual([]);
  });

  test('errors that the linter finds fail every test', async () => {
    const lines = await linesOf(flowOf([{ type: 'directus_raed', config: {} }]), '- name: a\n- name: b');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/flows\/tested\.json:1:\d+ .*directus_raed.*\(step\/unknown-type\)/);
  });

  test('a document that is none fails every test', async () => {
    const { tester } = await runText([1] as object, '- name: a');
    expect(tester.errors.length).toBeGreaterThan(0);
  });
});
