import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Location } from 'vscode-languageserver-protocol/node';
import { Editor, flowWith } from './editor.ts';

const CAPTION =
  '{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "About $input.topic" } }';
const LOG = '{ "type": "log", "name": "note", "message": "{{ caption.response }} and {{ size(caption.response) }}" }';
const WRITE =
  '{ "type": "directus_write", "config": { "collection": "posts", "item": { "caption": "$caption.response" } } }';
const LOOP =
  '{ "type": "loop", "name": "each", "items": "$steps[0].context", "as": "word", "steps": [{ "type": "log", "message": "$word {{ word }}" }] }';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(async () => {
  await editor.close();
});

describe('findings', () => {
  it('reports what is wrong, with the rule, the severity and the place', async () => {
    await editor.write(flowWith(CAPTION, WRITE.replace('$caption', '$captoin')));
    const found = (await editor.diagnostics()).find(({ code }) => code === 'ref/undefined');
    expect(found).toMatchObject({ severity: 1, source: 'genie-actions' });
    expect(editor.at(found!.range)).toBe('$captoin');
    expect(found!.message).toContain('did you mean "$caption"');
  });

  it('fades what could as well not be there', async () => {
    await editor.write(flowWith('{ "type": "return", "value": 1 }', LOG));
    const found = (await editor.diagnostics()).find(({ code }) => code === 'flow/unreachable');
    expect(found?.tags).toEqual([1]);
  });

  it('follows what is typed', async () => {
    await editor.write(flowWith(CAPTION, WRITE));
    expect((await editor.diagnostics()).filter(({ severity }) => severity! <= 2)).toEqual([]);
    const start = editor.position('$caption', 1);
    await editor.change({ start, end: { ...start, character: start.character + 7 } }, 'nothing');
    expect((await editor.diagnostics()).map(({ code }) => code)).toContain('ref/undefined');
    await editor.change({ start, end: { ...start, character: start.character + 7 } }, 'caption');
    expect((await editor.diagnostics()).filter(({ severity }) => severity! <= 2)).toEqual([]);
  });
});

describe('fixes', () => {
  it('offers a safe fix first, and to allow the rule at the step', async () => {
    await editor.write(flowWith(CAPTION, WRITE.replace('$caption', '$captoin')));
    const at = editor.position('$captoin', 2);
    const actions = await editor.actions({ start: at, end: at });
    expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(editor.applied(actions[0]!.edit!)).toBe(flowWith(CAPTION, WRITE));
    const allow = actions.find(({ title }) => title.startsWith('Allow ref/undefined'));
    const allowed = JSON.parse(editor.applied(allow!.edit!)) as { steps: Array<Record<string, unknown>> };
    expect(allowed.steps[1]!['$lint']).toEqual({ 'ref/undefined': 'say here why this is fine' });
  });

  it('puts a second rule into the "$lint" that is there', async () => {
    const step = WRITE.replace('$caption', '$captoin').replace('{ "type"', '{ "$lint": { "a/b": "c" }, "type"');
    await editor.write(flowWith(CAPTION, step));
    const at = editor.position('$captoin', 2);
    const allow = (await editor.actions({ start: at, end: at })).find(({ title }) => title.startsWith('Allow ref/'));
    expect(editor.applied(allow!.edit!)).toContain('"$lint": { "a/b": "c", "ref/undefined": "');
  });

  it('makes all safe fixes when a file is saved', async () => {
    const misspelt = flowWith(CAPTION, WRITE.replace('$caption', '$captoin'), WRITE.replace('_write', '_wriet'));
    await editor.write(misspelt);
    const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const [action] = await editor.actions(whole, ['source.fixAll']);
    expect(action).toMatchObject({ kind: 'source.fixAll.genie-actions' });
    expect(editor.applied(action!.edit!)).toBe(flowWith(CAPTION, WRITE, WRITE));
    expect(await editor.actions(whole, ['refactor'])).toEqual([]);
  });
});

it('answers soon what can be done about thousands of findings', async () => {
  const steps = Array.from({ length: 4000 }, () => '{ "type": "delay", "ms": -1 }');
  await editor.write(flowWith(...steps));
  expect((await editor.diagnostics()).length).toBeGreaterThan(3999);
  const asked = performance.now();
  const whole = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
  expect((await editor.actions(whole)).length).toBeGreaterThan(3999);
  expect(performance.now() - asked).toBeLessThan(5000);
}, 30_000);

describe('hover', () => {
  it.each([
    ['$caption.response', 4, ['`$caption.response`: a string', 'step 0 (`ollama_generate`)']],
    ['caption.response }}', 9, ['`$caption.response`: a string']],
    ['ollama_generate', 3, ['**ollama_generate**: ', '- `prompt` (required)', '"type": "ollama_generate"']],
    ['"prompt"', 3, ['**prompt** of `ollama_generate`: text']],
    ['"result_key"', 3, ['**result_key**: text', 'The name of the result']],
    ['"slug"', 3, ['**slug**', 'ACTION tag']],
    ['"items"', 3, ['**items** of `loop`']],
  ])('tells about %s', async (needle, offset, words) => {
    await editor.write(flowWith(CAPTION, LOG, WRITE, LOOP));
    const text = await editor.hover(editor.position(needle, offset));
    for (const word of words) expect(text).toContain(word);
  });

  it('says nothing between things', async () => {
    await editor.write(flowWith(CAPTION));
    expect(await editor.hover({ line: 3, character: 14 })).toBeUndefined();
  });
});

describe('names', () => {
  it('goes from a reference to the result key, by name and by number', async () => {
    await editor.write(flowWith(CAPTION, LOG, LOOP));
    for (const needle of ['caption.response }}', '$steps[0]']) {
      const place = await editor.definition(editor.position(needle, 3));
      expect(place!.range).toEqual({ start: editor.position('"caption"', 1), end: editor.position('"caption"', 8) });
    }
    const item = await editor.definition(editor.position('$word', 2));
    expect(editor.at(item!.range)).toBe('word');
  });

  it('goes from a parameter to its property in the input schema', async () => {
    const input = '"input": { "type": "object", "properties": { "topic": { "type": "string" } } },\n  "steps"';
    await editor.write(flowWith(CAPTION).replace('"steps"', input));
    const place = await editor.definition(editor.position('$input.topic', 9));
    expect(place!.range.start).toEqual(editor.position('"topic"', 1));
    const uses = await editor.request<Location[]>('references', {
      position: editor.position('"topic"', 2),
      context: { includeDeclaration: false },
    });
    expect(uses.map(({ range }) => range.start)).toEqual([editor.position('$input.topic', 7)]);
  });

  it('finds and highlights all uses of a result', async () => {
    await editor.write(flowWith(CAPTION, LOG, WRITE, LOOP));
    const position = editor.position('"caption"', 2);
    const context = { includeDeclaration: true };
    const uses = await editor.request<Location[]>('references', { position, context });
    expect(uses.map(({ range }) => editor.at(range))).toEqual([
      'caption',
      'caption',
      'caption',
      'caption',
      '$steps[0]',
    ]);
    expect(await editor.request('documentHighlight', { position })).toHaveLength(5);
  });

  it('renames a result everywhere, in both spellings and in expressions', async () => {
    await editor.write(flowWith(CAPTION, LOG, WRITE, LOOP));
    const edit = await editor.rename(editor.position('$caption', 3), 'draft');
    const renamed = (step: string) => step.replaceAll(/(?<=["$ (])caption(?=["). ])(?!": "\$)/g, 'draft');
    expect(editor.applied(edit)).toBe(flowWith(renamed(CAPTION), renamed(LOG), renamed(WRITE), LOOP));
    expect(editor.applied(edit)).toContain('"item": { "caption": "$draft.response" }');
  });

  it('renames a flat step by its name, and what a loop calls its items', async () => {
    await editor.write(flowWith(CAPTION, LOG, '{ "type": "return", "value": "{{note.logged}}" }', LOOP));
    const note = await editor.rename(editor.position('note.logged', 1), 'entry');
    expect(editor.applied(note)).toContain('"name": "entry"');
    expect(editor.applied(note)).toContain('{{entry.logged}}');
    const word = await editor.rename(editor.position('$word', 2), 'part');
    expect(editor.applied(word)).toContain('"as": "part", "steps": [{ "type": "log", "message": "$part {{ part }}" }]');
  });

  it.each([
    ['no name', 'is not a name'],
    ['input', 'is reserved'],
    ['note', 'already sets'],
  ])('refuses to call a result "%s"', async (name, reason) => {
    await editor.write(flowWith(CAPTION, LOG));
    await expect(editor.rename(editor.position('"caption"', 2), name)).rejects.toThrow(reason);
  });

  it('refuses where an expression gives the new name a meaning of its own', async () => {
    await editor.write(flowWith(CAPTION, '{ "type": "log", "message": "{{ caption.context.map(n, n + 1) }}" }'));
    await expect(editor.rename(editor.position('"caption"', 2), 'n')).rejects.toThrow('meaning of its own');
  });

  it('says which name would be changed', async () => {
    await editor.write(flowWith(CAPTION, LOG));
    const position = editor.position('caption.response', 2);
    expect(await editor.request('prepareRename', { position })).toMatchObject({ placeholder: 'caption' });
    const elsewhere = editor.position('"model"', 2);
    await expect(editor.request('prepareRename', { position: elsewhere })).rejects.toThrow('no name');
  });
});

describe('names inside a result', () => {
  const INNER = '{ "type": "transform", "name": "t", "expression": "1" }';
  const ROUNDS = `{ "type": "loop", "name": "l", "items": [1], "steps": [${INNER}] }`;
  const BOTH = `{ "type": "parallel", "name": "p", "branches": { "left": [${INNER}], "right": [{ "type": "log", "name": "r", "message": "x" }] } }`;
  const BRANCH = `{ "type": "condition", "name": "c", "if": "true", "then": [${INNER}], "else": [] }`;
  const log = (message: string) => `{ "type": "log", "message": ${JSON.stringify(message)} }`;
  const renamed = async (...steps: string[]) => {
    await editor.write(flowWith(...steps));
    return editor.applied(await editor.rename(editor.position('"t"', 1), 'tt'));
  };
  const written = (step: string) => step.replace('"name": "t"', '"name": "tt"');

  it.each([
    ['$l[0].t and {{ l[0].t + 1 }}', '$l[0].tt and {{ l[0].tt + 1 }}'],
    ['{{ l[0]["t"] }} {{ l[ 0 ][ \'t\' ] }}', '{{ l[0]["tt"] }} {{ l[ 0 ][ \'tt\' ] }}'],
    ['{{ has(l[1].t) ? l[1] . t : 0 }}', '{{ has(l[1].tt) ? l[1] . tt : 0 }}'],
    ['$steps[0][0].t $l[0].other', '$steps[0][0].tt $l[0].other'],
  ])('renames it in a loop where %s reads it', async (before, after) => {
    expect(await renamed(ROUNDS, log(before))).toBe(flowWith(written(ROUNDS), log(after)));
  });

  it('renames it in one branch, and leaves the other branches', async () => {
    const text = await renamed(BOTH, log('{{p.left.t}} $p.right.t $p["left"]["t"] {{ p.right }}'));
    expect(text).toBe(flowWith(written(BOTH), log('{{p.left.tt}} $p.right.t $p["left"]["tt"] {{ p.right }}')));
  });

  it('follows it through lists inside lists', async () => {
    const outer = ROUNDS.replace(INNER, BOTH.replace(INNER, BRANCH));
    const text = await renamed(outer, log('$l[0].p.left.t $l[0].p.left.c.branch'));
    expect(text).toBe(flowWith(written(outer), log('$l[0].p.left.tt $l[0].p.left.c.branch')));
    const last = BRANCH.replace(INNER, ROUNDS);
    expect(await renamed(last, log('$c.result[0].t'))).toBe(flowWith(written(last), log('$c.result[0].tt')));
  });

  it.each([
    [ROUNDS, '$l'],
    [ROUNDS, '$l[0]'],
    [ROUNDS, '{{ l.map(q, q.t) }}'],
    [ROUNDS, '{{ l[size(l) - 1].t }}'],
    [ROUNDS, '{{ l[0].?t.orValue(1) }}'],
    [ROUNDS, '{{ (l)[0].t }}'],
    [ROUNDS, '$steps[0]'],
    [BOTH, '$p.left'],
    [BOTH, '{{ p.exists(k, p[k].t == 1) }}'],
    [BRANCH.replace(INNER, ROUNDS), '$c.result'],
  ])('refuses where what is read cannot be followed: %s %s', async (step, message) => {
    await expect(renamed(step, log(message))).rejects.toThrow(`has "t" in it`);
  });

  it('says which reference stands in the way, before a name is asked for', async () => {
    const walk =
      '{ "type": "loop", "name": "walk", "items": "$l", "as": "q", "steps": [{ "type": "log", "message": "$q.t" }] }';
    await editor.write(flowWith(ROUNDS, walk));
    const position = editor.position('"t"', 1);
    await expect(editor.request('prepareRename', { position })).rejects.toThrow('"$l" in step 1 takes a value');
  });

  it('finds its uses', async () => {
    await editor.write(flowWith(ROUNDS, log('$l[0].t')));
    expect(await editor.request('documentHighlight', { position: editor.position('"t"', 1) })).toHaveLength(2);
  });
});

it('outlines steps inside steps', async () => {
  await editor.write(flowWith(CAPTION, LOOP));
  const [steps] = await editor.symbols();
  expect(steps).toMatchObject({
    name: 'steps',
    children: [
      { name: 'caption', detail: 'ollama_generate' },
      { name: 'each', detail: 'loop', children: [{ name: 'log', detail: 'log (steps)' }] },
    ],
  });
});
