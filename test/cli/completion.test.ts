import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { command, folder, jsonCommand } from './command.ts';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href;
const FLOWS = {
  'flows/post-create.json': { slug: 'post-create', name: 'Create', steps: [] },
  'flows/post-delete.json': { slug: 'post-delete', name: 'Delete', steps: [] },
};

/** What the words typed so far may become. */
async function completed(...words: string[]): Promise<string[]> {
  const { status, stdout } = await command(['complete', '--', ...words], { cwd: folder(FLOWS) });
  expect(status).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  // The last line tells the shell what else to do: here not to offer files.
  expect(lines.pop()).toBe(':4');
  return lines.map((line) => line.split('\t')[0]!);
}

test('commands and the commands below them are completed', async () => {
  expect(await completed('res')).toEqual(['resume']);
  expect(await completed('directus', '')).toEqual(['setup', 'schema']);
  expect(await completed('directus', 'schema', '')).toEqual(['pull']);
  expect(await completed('')).toEqual(expect.arrayContaining(['run', 'lint', 'push', 'completion']));
  expect(await completed('')).not.toContain('complete');
});

test('flags are those of the command and those that all take', async () => {
  expect(await completed('run', 'post-create', '--st')).toEqual(['--stub', '--step', '--state-dir']);
});

test('slugs stand for flows, and only what begins like the word', async () => {
  expect(await completed('run', '')).toEqual(['post-create', 'post-delete']);
  expect(await completed('show', 'post-d')).toEqual(['post-delete']);
  expect(await completed('push', 'post-create', '')).toEqual(['post-create', 'post-delete']);
});

test('step types, rules and names of formats are completed', async () => {
  expect(await completed('steps', 'show', 'ollama_')).toEqual(['ollama_generate', 'ollama_chat']);
  expect(await completed('explain', 'sec/ss')).toEqual(['sec/ssrf']);
  expect(await completed('lint', '--format', 's')).toEqual(['sarif', 'stylish']);
  expect(await completed('run', 'post-create', '--stub', 'dire')).toEqual(
    expect.arrayContaining(['directus', 'directus_read']),
  );
});

test('a slug that a shell would run is none to choose from', async () => {
  const cwd = folder({ ...FLOWS, 'flows/evil.json': { slug: '$(touch pwned)', name: 'x', steps: [] } });
  const { stdout } = await command(['complete', '--', 'run', ''], { cwd });
  expect(stdout).toContain('post-create');
  expect(stdout).not.toContain('touch');
});

test('a broken configuration completes no slug, and says nothing', async () => {
  const cwd = folder({ ...FLOWS, 'genie-actions.config.json': '{ "flows": 5 }' });
  expect(await command(['complete', '--', 'run', ''], { cwd })).toEqual({ status: 0, stdout: ':4\n', stderr: '' });
});

test('there is a script for each shell, and for no other', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { status, stdout } = await command(['completion', shell]);
    expect({ status, length: stdout.length > 500 }).toEqual({ status: 0, length: true });
    expect(stdout).toContain('genie-actions complete -- ');
  }
  const { status, json } = await jsonCommand(['completion', 'tcsh']);
  expect({ status, json }).toMatchObject({ status: 2, json: { error: { code: 'OPTION_INVALID' } } });
});

test('bash itself completes with the script', async () => {
  const { stdout: script } = await command(['completion', 'bash']);
  const bin = folder();
  const program = join(bin, 'genie-actions');
  writeFileSync(
    program,
    `#!/bin/sh\nexec "${process.execPath}" --input-type=module --eval 'const { main } = await import("${MAIN}"); process.exitCode = await main(process.argv.slice(1), process);' -- "$@"\n`,
  );
  chmodSync(program, 0o755);
  const asked = `${script}
    compopt() { :; }
    _get_comp_words_by_ref() { cur="post-"; prev="run"; words=(genie-actions run post-); cword=2; }
    COMP_WORDS=(genie-actions run post-); COMP_CWORD=2; COMP_LINE="genie-actions run post-"
    __genie_actions_complete; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['--norc', '--noprofile', '-c', asked], {
    cwd: folder(FLOWS),
    encoding: 'utf8',
    env: { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  expect(stdout).toBe('post-create\npost-delete\n');
});
