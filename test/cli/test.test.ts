import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { command, folder, jsonCommand, startCommand } from './command.ts';

const FLOW = {
  slug: 'greet',
  name: 'Greet',
  steps: [
    { type: 'directus_read', result_key: 'fan', config: { collection: 'fans', id: '$input.id', fields: 'id,name' } },
    { type: 'log', result_key: 'late', when: 'input.id == "x"', config: { message: 'x' } },
  ],
  output: { text: 'Hello $fan.name' },
};
const TESTS = `# kept
- name: greets a fan
  input: { id: f1 }
  mocks: { fan: { id: f1, name: Bea } }
  expect: { output: { text: Hello Bea } }   # kept, too
- name: logs
  input: { id: x }
  mocks: { fan: { id: x, name: Bea } }
`;
const project = (tests = TESTS, more: Record<string, string | object> = {}) =>
  folder({ 'flows/greet.json': FLOW, 'flows/greet.test.yaml': tests, ...more });

describe('test', () => {
  test('runs the tests beside the flows, results on standard output, the sum on standard error', async () => {
    const { status, stdout, stderr } = await command(['test'], { cwd: project() });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '✓ flows/greet.test.yaml  2 tests\n' });
    expect(stderr).toMatch(/^2 tests of 1 file: 2 passed \(\d+\.\d s\)\n$/);
  });

  test('shows what is not as expected with its place, and ends with 1', async () => {
    const cwd = project(TESTS.replace('Hello Bea }', 'Hello Ada }'));
    const { status, stdout, stderr } = await command(['test'], { cwd });
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: `✗ flows/greet.test.yaml  1 of 2 failed
  ✗ greets a fan  flows/greet.test.yaml:2:9
      output.text expected "Hello Ada", got "Hello Bea"  flows/greet.test.yaml:5:29
`,
    });
    expect(stderr).toContain('1 passed, 1 failed');
  });

  test('a file that is no test file is told with its places, the others run, and it ends with 2', async () => {
    const cwd = project(TESTS, { 'flows/other.json': { ...FLOW, slug: 'other' }, 'flows/other.test.yaml': '- nme: a' });
    const { status, stdout, stderr } = await command(['test'], { cwd });
    expect(status).toBe(2);
    expect(stdout).toContain('✓ flows/greet.test.yaml  2 tests');
    expect(stdout).toContain('✗ flows/other.test.yaml  is not run');
    expect(stdout).toContain('flows/other.test.yaml:1:3 unknown key "nme"; did you mean "name"?');
    expect(stderr).toContain('2 tests of 2 files: 2 passed, 1 file not run');
  });

  test('a test file without its flow says where it was looked for', async () => {
    const cwd = project(TESTS, {
      'flows/lost.test.yaml': '- name: a',
      'flows/named.test.yaml': 'flow: gret\ntests: [{ name: a }]',
    });
    const { status, stdout } = await command(['test'], { cwd });
    expect(status).toBe(2);
    expect(stdout).toContain('flows/lost.test.yaml:1:1 the flow is not there: looked for flows/lost.ts');
    expect(stdout).toContain('flows/named.test.yaml:1:7 the flow is not there: looked for flows/gret.ts');
  });

  test('errors of the flow fail its tests, and are said once', async () => {
    const cwd = project(TESTS, { 'flows/greet.json': { ...FLOW, output: '$fna' } });
    const { status, stdout } = await command(['test'], { cwd });
    expect(status).toBe(1);
    expect(stdout.match(/ref\/undefined/g)).toHaveLength(1);
    expect(stdout).toContain('for the same reason');
  });

  test('a mock that nothing asked for is told and fails nothing', async () => {
    const cwd = project(
      TESTS.replace('mocks: { fan: { id: x', 'mocks: { late: { logged: true }, fan: { id: x').replace(
        '{ id: x }\n',
        '{ id: y }\n',
      ),
    );
    const { status, stdout } = await command(['test'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('! logs: nothing asked for mocks.late  flows/greet.test.yaml:6:9');
  });

  test.each([
    ['a slug', ['greet']],
    ['a test file', ['flows/greet.test.yaml']],
    ['a flow file', ['flows/greet.json']],
    ['a folder', ['flows']],
    ['the same twice', ['greet', 'flows']],
  ])('takes %s', async (_, names) => {
    const { status, stderr } = await command(['test', ...names], { cwd: project() });
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('2 tests of 1 file') });
  });

  test.each([
    [['gret'], 'There are no tests for "gret"; did you mean "greet"?'],
    [['flows/none'], 'There are no tests for "flows/none"'],
    [['.git'], 'There are no tests'],
    [['--filter', 'nothing'], 'No test has "nothing" in its name'],
    [['--coverage-threshold', '101'], 'must be a percentage from 0 to 100'],
    [['--watch', '--junit', 'x'], '--watch goes on for ever'],
    [['--update', '--bail'], '--update looks at every test'],
  ])('%j is refused with 2', async (argv, message) => {
    const { status, stderr } = await command(['test', ...argv], { cwd: project() });
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  test('a project without tests is refused: tests that looked at nothing must not pass', async () => {
    const { status, json } = await jsonCommand(['test'], { cwd: folder({ 'flows/greet.json': FLOW }) });
    expect({ status, json }).toMatchObject({ status: 2, json: { error: { code: 'TESTS_NOT_FOUND' } } });
  });

  test('--filter and --bail leave tests out', async () => {
    const wrong = TESTS.replace('Hello Bea }', 'Hello Ada }');
    const filtered = await command(['test', '--filter', 'LOGS'], { cwd: project(wrong) });
    expect({ status: filtered.status, stderr: filtered.stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('1 test of'),
    });
    const stopped = await command(['test', '--bail'], { cwd: project(wrong) });
    expect(stopped).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('1 test of 1 file: 0 passed, 1 failed, the rest was left out'),
    });
  });

  test('--json is one object with a version', async () => {
    const cwd = project(`${TESTS}- name: later\n  skip: not yet\n`.replace('Hello Bea }', 'Hello Ada }'));
    const { status, json, stderr } = await jsonCommand(['test', '--coverage'], { cwd });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(json).toMatchObject({
      version: 1,
      success: false,
      stopped: false,
      summary: { files: 1, badFiles: 0, passed: 1, failed: 1, skipped: 1 },
      files: [
        {
          file: 'flows/greet.test.yaml',
          flow: 'greet',
          problems: [],
          tests: [
            {
              name: 'greets a fan',
              status: 'failed',
              line: 2,
              column: 9,
              problems: [{ kind: 'output', subject: 'output.text', actual: 'Hello Bea', line: 5, column: 29 }],
            },
            { name: 'logs', status: 'passed', problems: [], unusedMocks: [] },
            { name: 'later', status: 'skipped', reason: 'not yet' },
          ],
        },
      ],
      coverage: [{ slug: 'greet', steps: { covered: 2, total: 2, percent: 100 }, branches: { covered: 1, total: 1 } }],
    });
  });

  test('--junit writes XML that others read', async () => {
    const cwd = project(`${TESTS}- name: 'odd <&" name'\n  skip: not yet\n`.replace('Hello Bea }', 'Hello Ada }'), {
      'flows/bad.test.yaml': 'x',
    });
    expect((await command(['test', '--junit', 'results.xml'], { cwd })).status).toBe(2);
    const parser = new XMLParser({
      ignoreAttributes: false,
      isArray: (name) => ['testsuite', 'testcase'].includes(name),
    });
    const { testsuites } = parser.parse(readFileSync(join(cwd, 'results.xml'), 'utf8')) as {
      testsuites: Record<string, unknown>;
    };
    expect(testsuites).toMatchObject({
      '@_tests': '4',
      '@_failures': '1',
      '@_errors': '1',
      '@_skipped': '1',
      testsuite: [
        { '@_name': 'flows/bad.test.yaml', '@_errors': '1' },
        {
          '@_name': 'flows/greet.test.yaml',
          testcase: [
            { '@_name': 'greets a fan', failure: { '@_message': 'output.text expected "Hello Ada", got "Hello Bea"' } },
            { '@_name': 'logs' },
            { '@_name': 'odd <&" name', skipped: { '@_message': 'not yet' } },
          ],
        },
      ],
    });
    const lost = await command(['test', '--junit', 'none/results.xml'], { cwd });
    expect(lost).toMatchObject({ status: 2, stderr: expect.stringContaining('The results cannot be written') });
  });

  test('--coverage names what is not covered, flows without tests included, and a threshold fails', async () => {
    const cwd = project(TESTS.slice(0, TESTS.indexOf('- name: logs')), {
      'flows/alone.json': { ...FLOW, slug: 'alone' },
    });
    const { status, stdout } = await command(['test', '--coverage'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^alone +0\/2 \(0 %\) +0\/1 \(0 %\)/m);
    expect(stdout).toMatch(/^greet +1\/2 \(50 %\) +1\/1 \(100 %\)/m);
    expect(stdout).toContain('not covered: steps[1] late\n');
    const failed = await command(['test', 'greet', '--coverage-threshold', '60'], { cwd });
    expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('Less than 60 % of a flow is covered') });
    expect((await command(['test', 'greet', '--coverage-threshold', '50'], { cwd })).status).toBe(0);
  });

  test('--update writes what came, shows it, keeps everything else, and then the tests pass', async () => {
    const cwd = project(TESTS.replace('Hello Bea }', 'Hello Ada }'));
    const { status, stdout } = await command(['test', '--update'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('~ greets a fan: output.text: "Hello Ada" → "Hello Bea"');
    expect(readFileSync(join(cwd, 'flows/greet.test.yaml'), 'utf8')).toBe(
      `${TESTS}  expect:\n    output:\n      text: Hello Bea\n`,
    );
    expect((await command(['test', '--update'], { cwd })).stdout).toBe('✓ flows/greet.test.yaml  2 tests\n');
  });

  test('tests a flow in TypeScript, and shows its errors where it was written', async () => {
    const kit = new URL('../../src/kit/flow/index.ts', import.meta.url).href;
    const module = (key: string) => `import { defineFlow } from '${kit}';

export default defineFlow({ slug: 'typed', name: 'Typed' }, ({ step }) => {
  step('page', 'http_request', { ${key}: 'https://example.com' });
});
`;
    const cwd = folder({
      'flows/typed.ts': module('url'),
      'flows/typed.test.yaml': '- name: a\n  mocks: { page: { $stub: true } }\n  expect: { calls: { page: 1 } }\n',
    });
    expect(await command(['test'], { cwd })).toMatchObject({ status: 0, stdout: '✓ flows/typed.test.yaml  1 test\n' });
    writeFileSync(join(cwd, 'flows/typed.ts'), module('ulr'));
    const { status, stdout } = await command(['test'], { cwd });
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining('flows/typed.ts:4:') });
  });

  test('--watch runs again when the flow changes, and ends with Ctrl-C', async () => {
    const cwd = project();
    const child = startCommand(['test', '--watch'], { cwd });
    let output = '';
    const until = async (text: string) => {
      while (!output.includes(text)) await once(child.stdout!, 'data', { signal: AbortSignal.timeout(60_000) });
    };
    child.stdout!.on('data', (chunk) => (output += String(chunk)));
    child.stderr!.on('data', (chunk) => (output += String(chunk)));
    try {
      await until('✓ flows/greet.test.yaml  2 tests');
      while (!output.includes('Watching')) await once(child.stderr!, 'data', { signal: AbortSignal.timeout(60_000) });
      writeFileSync(join(cwd, 'flows/greet.json'), JSON.stringify({ ...FLOW, output: { text: 'Bye $fan.name' } }));
      await until('expected "Hello Bea", got "Bye Bea"');
    } finally {
      child.kill('SIGINT');
    }
    const [status] = await once(child, 'exit');
    expect(status).toBe(130);
  }, 120_000);
});

test('every shipped flow has tests that go through every step and branch of it, without any service', async () => {
  const { status, json } = await jsonCommand(['test', '--coverage-threshold', '100'], {
    cwd: new URL('../..', import.meta.url).pathname,
  });
  expect({ status, coverage: (json['coverage'] as object[]).length }).toEqual({ status: 0, coverage: 7 });
});
