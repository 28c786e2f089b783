import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { finished, folder, startCommand } from '../cli/command.ts';
import { Editor, flowWith, shippedFlow, type EditorOptions } from './editor.ts';

const WRONG = '{ "type": "log", "message": "Grüße 😀 $nothing" }';

let editors: Editor[] = [];
async function start(options?: EditorOptions) {
  const editor = await Editor.start(options);
  editors.push(editor);
  return editor;
}
afterEach(() => {
  for (const { child } of editors) child.kill('SIGKILL');
  editors = [];
});

describe('the end', () => {
  it('ends with 0 after "shutdown" and "exit"', async () => {
    const editor = await start();
    expect(await editor.close()).toEqual({ status: 0, stderr: '' });
  });

  it('ends with 1 on "exit" alone', async () => {
    const editor = await start();
    await editor.connection.sendNotification('exit');
    expect((await editor.ended).status).toBe(1);
  });

  it('ends when its input is closed, as it is when the editor dies', async () => {
    const editor = await start();
    editor.child.stdin!.end();
    expect((await editor.ended).status).toBe(1);
  });

  it('ends on SIGTERM', async () => {
    const editor = await start();
    editor.child.kill('SIGTERM');
    expect((await editor.ended).status).toBe(143);
  });
});

describe('what comes in', () => {
  it('goes on after messages that make no sense', async () => {
    const editor = await start();
    const { stdin } = editor.child;
    stdin!.write('Content-Length: 9\r\n\r\nno json {');
    stdin!.write('Content-Length: 2\r\n\r\n{}');
    stdin!.write('Content-Length: 35\r\n\r\n{"jsonrpc":"2.0","method":"nothing"}'.slice(0, -1));
    await expect(editor.connection.sendRequest('textDocument/hover', {})).rejects.toThrow('failed');
    await expect(editor.connection.sendRequest('no/method', {})).rejects.toThrow('Unhandled method');
    await editor.write(flowWith(WRONG));
    expect((await editor.diagnostics()).map(({ code }) => code)).toContain('ref/undefined');
  });

  it('takes a document of 3 MB', async () => {
    const editor = await start();
    await editor.write(flowWith(`{ "type": "log", "message": "${'x'.repeat(3_000_000)}" }`));
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(['flow/too-large']);
    expect(await editor.symbols()).toBeInstanceOf(Array);
  });

  it('leaves other files alone', async () => {
    const editor = await start();
    await editor.write('{ "name": "x", "dependencies": ', 'package.json');
    await editor.write(flowWith(WRONG));
    await editor.diagnostics();
    expect(editor.published.map(({ uri }) => uri)).toEqual([editor.uri('flows/post-create.json')]);
    expect(await editor.request('completion', { position: { line: 0, character: 2 } }, 'package.json')).toEqual([]);
  });

  it('takes findings back when a document is closed', async () => {
    const editor = await start();
    await editor.write(flowWith(WRONG));
    await editor.diagnostics();
    await editor.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: editor.uri('flows/post-create.json') },
    });
    await editor.connection.sendRequest('shutdown');
    expect(editor.published.at(-1)!.diagnostics).toEqual([]);
  });

  it('counts in UTF-8 for a client that knows nothing else', async () => {
    const editor = await start({ capabilities: { general: { positionEncodings: ['utf-8'] } } });
    expect(editor.initialized.capabilities.positionEncoding).toBe('utf-8');
    await editor.write(flowWith(WRONG));
    const before = Buffer.byteLength('    { "type": "log", "message": "Grüße 😀 ');
    const range = { start: { line: 4, character: before }, end: { line: 4, character: before + 8 } };
    expect((await editor.diagnostics()).find(({ code }) => code === 'ref/undefined')?.range).toEqual(range);
    const uri = editor.uri('flows/post-create.json');
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range, text: '$input.a' },
        { range: { start: range.start, end: range.start }, text: '😀' },
      ],
    });
    const position = { line: 4, character: before + 7 };
    expect(await editor.hover(position)).toContain('`$input.a`');
  });
});

describe('the project', () => {
  it('uses its rules and its own step types, and what they print does not disturb the protocol', async () => {
    const step = `import { defineStep } from ${JSON.stringify(new URL('../../src/step.ts', import.meta.url).href)};
import { z } from ${JSON.stringify(import.meta.resolve('zod'))};
console.log('loaded');
process.stdout.write('loaded');
export default { lint: { rules: { 'ref/undefined': 'warning' } }, steps: [defineStep({ type: 'shout', summary: 'Shouts.', needs: [],
  effect: 'none', config: z.strictObject({ text: z.string() }), result: z.strictObject({ loud: z.string() }), example: { text: 'a' },
  async run() { return { loud: '' }; }, stub: () => ({ loud: '' }) })] };`;
    const editor = await start({ files: { 'genie-actions.config.ts': step } });
    const shout = '{ "type": "shout", "result_key": "cry", "config": { "text": "a" } }';
    await editor.write(flowWith(shout, WRONG));
    const found = (await editor.diagnostics()).filter(({ severity }) => severity! <= 2);
    expect(found).toMatchObject([{ code: 'ref/undefined', severity: 2 }]);
    expect(
      (await editor.complete(flowWith(shout, '{ "type": "log", "message": "$cry.‸" }'))).map(({ label }) => label),
    ).toEqual(['loud']);
    expect((await editor.close()).stderr).toBe('loaded\nloaded');
  });

  it('says what is wrong with the configuration and goes on without it, until it is repaired', async () => {
    const editor = await start({ files: { 'genie-actions.config.json': '{ "lint": { "rules": 5 } }' } });
    await editor.write(flowWith(WRONG));
    expect(await editor.diagnostics()).toContainEqual(expect.objectContaining({ code: 'ref/undefined', severity: 1 }));
    expect(editor.messages.join()).toContain('lint.rules');
    const rules = { 'ref/undefined': 'info' };
    writeFileSync(join(editor.root, 'genie-actions.config.json'), JSON.stringify({ lint: { rules } }));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    await editor.write(flowWith(WRONG));
    expect(await editor.diagnostics()).toContainEqual(expect.objectContaining({ code: 'ref/undefined', severity: 3 }));
  });
});

it('answers every request while somebody types and deletes at random', { timeout: 120_000 }, async () => {
  const editor = await start();
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const typed = [
    '"',
    '$',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '\n',
    '{{ ',
    ' }}',
    'caption',
    '.',
    '\\',
    '"type": "dir',
    '😀',
    '',
  ];
  await editor.write(readFileSync(shippedFlow('post-create'), 'utf8'));
  const answers: Array<Promise<unknown>> = [];
  for (let step = 0; step < 500; step++) {
    const lines = editor.text().split('\n');
    const line = random(lines.length);
    const character = random(lines[line]!.length + 1);
    const start = { line, character };
    const end = random(3) === 0 ? { line: line + random(2), character: character + random(9) } : start;
    await editor.change({ start, end }, typed[random(typed.length)]!);
    const position = start;
    const method = [
      'hover',
      'completion',
      'definition',
      'references',
      'documentHighlight',
      'documentSymbol',
      'codeAction',
    ][random(7)]!;
    const only = random(2) === 0 ? {} : { only: ['source.fixAll', 'quickfix'] };
    const context = { includeDeclaration: true, diagnostics: [], ...only };
    answers.push(editor.request(method, { position, context, range: { start, end: start } }));
    answers.push(
      editor.rename(position, 'other').catch((error: Error) => expect(error.message).not.toContain('failed')),
    );
  }
  await Promise.all(answers);
  await editor.diagnostics();
  expect(editor.messages).toEqual([]);
  expect((await editor.close()).status).toBe(0);
});

it('refuses --json: the protocol has standard output for itself', async () => {
  const child = startCommand(['lsp', '--json'], { cwd: folder() });
  const { status, stdout } = await finished(child);
  expect(status).toBe(2);
  expect(stdout).toContain('OPTIONS_CONFLICT');
});
