import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder } from './command.ts';

const FLOWS = new URL('../../flows/', import.meta.url);
const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href;
const WATCH = new URL('effects-watch.ts', import.meta.url).href;
const SCRIPT = `
  const { main } = await import(${JSON.stringify(MAIN)});
  console.log('STATUS', await main(['test'], process));
`;

/** Runs `test` in a process that tells of every connection and every write. */
function watched(cwd: string) {
  const child = spawnSync(process.execPath, ['--import', WATCH, '--input-type=module', '--eval', SCRIPT], {
    cwd,
    encoding: 'utf8',
  });
  return {
    status: /^STATUS (\d+)$/m.exec(child.stdout)?.[1],
    effects: [...child.stderr.matchAll(/^EFFECT (.+)$/gm)].map(([, effect]) => effect),
    stderr: child.stderr,
  };
}

test('tests of all shipped flows open no socket and write no file', () => {
  const files = Object.fromEntries(
    readdirSync(FLOWS).map((name) => [`flows/${name}`, readFileSync(new URL(name, FLOWS), 'utf8')]),
  );
  const cwd = folder(files);
  expect(watched(cwd)).toMatchObject({ status: '0', effects: [] });
  expect(readdirSync(cwd)).toEqual(['flows']);
});

test('nor does a step whose mock is missing', () => {
  const cwd = folder({
    'flows/a.json': { slug: 'a', name: 'A', steps: [{ type: 'http', url: 'https://example.com' }] },
    'flows/a.test.yaml': '- name: a',
  });
  expect(watched(cwd)).toMatchObject({ status: '1', effects: [] });
});
