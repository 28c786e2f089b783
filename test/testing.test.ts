import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineStep } from '../src/step.ts';
import { FlowTestFailure, loadFlowTests, testFlow } from '../src/testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'genie-testing-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FLOW = {
  slug: 'tested',
  name: 'Tested',
  steps: [
    { type: 'http', name: 'page', url: 'https://example.com/{{params.name}}', retry: { attempts: 2, delay_ms: 9_000 } },
    { type: 'script', name: 'size', code: 'return args.text.length', args: { text: '{{page.body}}' } },
  ],
  output: { size: '{{size}}' },
};
const PAGE = { status: 200, ok: true, headers: {}, body: 'Rain' };

describe('a flow in code', () => {
  test('runs with mocks, and says what its steps were called with', async () => {
    const { report, calls, callsTo, skipped, unusedMocks } = await testFlow(FLOW, {
      input: { name: 'ada' },
      mocks: { page: PAGE },
    });
    expect(report).toMatchObject({ success: true, output: { size: 4 } });
    expect(callsTo('page')).toEqual([{ url: 'https://example.com/ada' }]);
    expect(calls.map(({ step }) => step)).toEqual(['page', 'size']);
    expect([skipped, unusedMocks]).toEqual([[], []]);
    expect(() => callsTo('pgae')).toThrow('The flow has no step "pgae"; did you mean "page"?');
  });

  test('a function answers, or throws what the step fails with', async () => {
    const { report, calls } = await testFlow(FLOW, {
      input: { name: 'ada' },
      mocks: {
        page({ attempt, config }: { attempt: number; config: { url: string } }) {
          if (attempt === 1) throw new Error('later');
          return { ...PAGE, body: config.url };
        },
      },
    });
    expect(report).toMatchObject({ output: { size: 'https://example.com/ada'.length } });
    expect(calls.map(({ step, attempt }) => `${step} ${attempt}`)).toEqual(['page 1', 'page 2', 'size 1']);
  });

  test('what a function gives is checked like the result of the step', async () => {
    await expect(testFlow(FLOW, { input: { name: 'x' }, mocks: { page: () => 3 } })).rejects.toThrow(
      'mocks.page: must be an object (got 3); a step "http" with these settings gives no such result',
    );
  });

  test('rejects for a mock that is missing, wrong or for no step, and for a flow with errors', async () => {
    await expect(testFlow(FLOW, { input: { name: 'x' } })).rejects.toMatchObject({
      code: 'MOCK_MISSING',
      detail: expect.stringContaining('mocks:\n    page: {'),
    });
    await expect(testFlow(FLOW, { mocks: { page: {} } })).rejects.toMatchObject({ code: 'MOCK_INVALID' });
    await expect(testFlow(FLOW, { mocks: { pgae: PAGE } })).rejects.toThrow('did you mean "page"?');
    await expect(testFlow(FLOW, { mocks: { page: { $eror: 'X' } } })).rejects.toThrow('did you mean "$error"?');
    await expect(testFlow(FLOW, { mocks: { page: undefined as never } })).rejects.toMatchObject({
      code: 'MOCK_INVALID',
    });
    await expect(testFlow({ ...FLOW, steps: [{ type: 'htp' }] })).rejects.toMatchObject({ code: 'FLOW_INVALID' });
  });

  test("takes the project's own step types, which need mocks when they do something", async () => {
    const steps = [
      defineStep({
        type: 'shout',
        summary: 'Say it loudly.',
        needs: [],
        effect: 'write',
        config: z.strictObject({ text: z.string() }),
        result: z.strictObject({ text: z.string() }),
        example: { text: 'a' },
        run: () => {
          throw new Error('must not run');
        },
        stub: ({ text }) => ({ text: text.toUpperCase() }),
      }),
    ];
    const flow = {
      slug: 'own',
      name: 'Own',
      steps: [{ type: 'shout', result_key: 'x', config: { text: 'a' } }],
      output: '$x',
    };
    await expect(testFlow(flow, { steps })).rejects.toMatchObject({ code: 'MOCK_MISSING' });
    expect((await testFlow(flow, { steps, mocks: { x: { $stub: true } } })).report).toMatchObject({
      output: { text: 'A' },
    });
  });

  test('comes from a file, in JSON or in TypeScript', async () => {
    const json = join(folder, 'tested.json');
    const module = join(folder, 'tested.ts');
    writeFileSync(json, JSON.stringify(FLOW));
    writeFileSync(module, `const flow: object = ${JSON.stringify(FLOW)};\nexport default flow;\n`);
    for (const file of [json, module]) {
      const { report } = await testFlow(file, { input: { name: 'x' }, mocks: { page: PAGE } });
      expect(report).toMatchObject({ success: true });
    }
    await expect(testFlow(join(folder, 'none.json'))).rejects.toThrow('none.json');
  });
});

describe('a test file in code', () => {
  const write = (text: string) => {
    writeFileSync(join(folder, 'filed.json'), JSON.stringify({ ...FLOW, slug: 'filed' }));
    const file = join(folder, 'filed.test.yaml');
    writeFileSync(file, text);
    return file;
  };

  test('gives its tests to any test runner', async () => {
    const tests = await loadFlowTests(
      write(
        `- name: right\n  input: { name: x }\n  mocks: { page: ${JSON.stringify(PAGE)} }\n  expect: { output: { size: 4 } }\n- name: wrong\n  input: { name: x }\n  mocks: { page: ${JSON.stringify(PAGE)} }\n  expect: { output: { size: 5 } }\n- { name: later, skip: not yet }`,
      ),
    );
    expect(tests.map(({ name, skip }) => [name, skip])).toEqual([
      ['right', undefined],
      ['wrong', undefined],
      ['later', 'not yet'],
    ]);
    const [right, wrong] = await Promise.allSettled(tests.map(({ run }) => run()));
    expect(right).toMatchObject({ status: 'fulfilled' });
    expect(wrong).toMatchObject({ status: 'rejected', reason: expect.any(FlowTestFailure) });
    expect((wrong as PromiseRejectedResult).reason.message).toBe('wrong\n  output.size expected 5, got 4 (8:29)');
  });

  test('is refused when it is none', async () => {
    await expect(loadFlowTests(write('- nme: x'))).rejects.toMatchObject({
      code: 'TEST_FILE_INVALID',
      detail: expect.stringContaining('filed.test.yaml:1:3 unknown key "nme"; did you mean "name"?'),
    });
  });
});
