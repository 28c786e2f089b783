import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver-protocol/node';
import { Editor, flowWith } from './editor.ts';

const CAPTION = '{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "m", "prompt": "x" } }';
const POSTS = '{ "type": "directus_read", "result_key": "posts", "config": { "collection": "posts" } }';
const SNAPSHOT = {
  version: 1,
  directus: '11.0.0',
  collections: [{ collection: 'posts' }, { collection: 'media_jobs' }],
  fields: [
    { collection: 'posts', field: 'id', type: 'uuid', schema: { is_nullable: false, default_value: 'x' } },
    { collection: 'posts', field: 'caption', type: 'text', schema: { is_nullable: false, default_value: null } },
  ],
  relations: [],
};

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start({
    files: { 'genie-actions.config.json': { lint: { snapshot: 'snapshot.json' } }, 'snapshot.json': SNAPSHOT },
  });
});
afterAll(async () => {
  await editor.close();
});

const labels = (items: CompletionItem[]) => items.map(({ label }) => label);
const inOrder = (items: CompletionItem[]) =>
  labels(items.toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1)));
/** The document after the item was chosen. */
const chosen = (items: CompletionItem[], label: string) =>
  editor.edited([items.find((item) => item.label === label)!.textEdit as TextEdit]);

describe('references', () => {
  it.each([
    ['behind "$"', '{ "type": "log", "message": "Hi $‸" }'],
    ['in a name', '{ "type": "log", "message": "Hi $cap‸" }'],
    ['in a text without its closing quote', '{ "type": "log", "message": "Hi $cap‸'],
    ['in an object without its end', '{ "type": "log", "config": { "message": "Hi $cap‸'],
    ['in a step whose type comes later', '{ "message": "Hi $cap‸" }'],
    ['between braces', '{ "type": "log", "message": "Hi {{ ‸ }}" }'],
    ['behind braces without an end', '{ "type": "log", "message": "Hi {{ size(‸" }'],
    ['in an expression', '{ "type": "condition", "if": "size(‸", "then": [] }'],
    ['in "when"', '{ "type": "log", "when": "‸", "message": "x" }'],
    ['inside other steps', '{ "type": "loop", "items": [], "steps": [{ "type": "log", "message": "$‸" }] }'],
  ])('offers the names that can be seen %s', async (_place, step) => {
    const items = await editor.complete(flowWith(CAPTION, step, '{ "type": "log", "name": "later", "message": "x" }'));
    expect(labels(items)).toEqual(expect.arrayContaining(['caption', 'input', 'context']));
    expect(labels(items)).not.toContain('later');
    expect(chosen(items, 'caption')).toMatch(/(\$|\{\{ |"|\()caption/);
  });

  it('says what sets a name and of what type it is, the nearest step first', async () => {
    const items = await editor.complete(flowWith(CAPTION, POSTS, '{ "type": "log", "message": "$‸" }'));
    expect(inOrder(items).slice(0, 2)).toEqual(['posts', 'caption']);
    const caption = items.find(({ label }) => label === 'caption')!;
    expect(caption.detail).toContain('response: string');
    expect(caption.documentation).toMatchObject({ value: expect.stringContaining('step 0 (`ollama_generate`)') });
  });

  it('offers the names of a loop inside it only', async () => {
    const inside = await editor.complete(
      flowWith('{ "type": "loop", "items": [1], "as": "word", "steps": [{ "type": "log", "message": "$‸" }] }'),
    );
    expect(labels(inside)).toEqual(expect.arrayContaining(['word', 'index']));
    expect(labels(await editor.complete(flowWith('{ "type": "log", "message": "$‸" }')))).not.toContain('index');
  });

  it.each(['"$caption.‸"', '"$caption.res‸"', '"{{ caption.‸ }}"', '"Hi {{ size(caption.res‸', '"Hi $caption.‸'])(
    'offers the fields behind %s',
    async (value) => {
      const items = await editor.complete(flowWith(CAPTION, `{ "type": "log", "message": ${value} }`));
      expect(labels(items)).toEqual(expect.arrayContaining(['response', 'model']));
      expect(chosen(items, 'response')).toContain('caption.response');
    },
  );

  it('offers fields of the input schema', async () => {
    const input = '"input": { "properties": { "topic": { "type": "string", "description": "About what." } } }, "steps"';
    const items = await editor.complete(flowWith('{ "type": "log", "message": "$input.‸" }').replace('"steps"', input));
    expect(items).toMatchObject([{ label: 'topic', documentation: { value: 'About what.' } }]);
  });

  it('offers indexes of a list, and the steps before behind "$steps["', async () => {
    expect(labels(await editor.complete(flowWith(POSTS, '{ "type": "log", "message": "$posts[‸" }')))).toEqual(['0]']);
    const steps = await editor.complete(flowWith(CAPTION, POSTS, '{ "type": "log", "message": "$steps[‸" }', CAPTION));
    expect(labels(steps)).toEqual(['0]', '1]']);
  });

  it('offers fields of items by the snapshot', async () => {
    const items = await editor.complete(flowWith(POSTS, '{ "type": "log", "message": "$posts[0].‸" }'));
    expect(labels(items)).toEqual(expect.arrayContaining(['id', 'caption']));
  });

  it.each(['"5 $‸5"', '"costs $$‸"', '"a.b‸"', '"{{ \'cap‸\' }}"'])('offers no names in %s', async (value) => {
    const items = await editor.complete(flowWith(CAPTION, `{ "type": "log", "message": ${value} }`));
    expect(labels(items).filter((label) => label === 'caption')).toEqual(value.startsWith('"5') ? ['caption'] : []);
  });
});

describe('steps and settings', () => {
  it.each(['{ "type": "dir‸', '{ "type": "dir‸" }', '{ "type": ‸ }', '{ "type": "dir‸, "config": {} }'])(
    'offers the step types in %s',
    async (step) => {
      const items = await editor.complete(flowWith(CAPTION, step));
      expect(labels(items)).toEqual(expect.arrayContaining(['directus_read', 'condition']));
      expect(chosen(items, 'directus_read')).toContain('"type": "directus_read"');
    },
  );

  it('brings the required settings of a type along where the step has nothing else', async () => {
    const items = await editor.complete(flowWith('{ "type": "‸" }'));
    expect(items.find(({ label }) => label === 'http_request')).toMatchObject({
      insertTextFormat: 2,
      textEdit: { newText: '"http_request", "result_key": "${1:result}", "config": { "url": "$2" }' },
    });
    expect(chosen(await editor.complete(flowWith('{ "type": "‸", "result_key": "a" }')), 'http_request')).toContain(
      '{ "type": "http_request", "result_key": "a" }',
    );
  });

  it('offers whole steps in a list of steps', async () => {
    const items = await editor.complete(flowWith(CAPTION, '‸'));
    expect(chosen(items, 'delay')).toContain('{ "type": "delay", "name": "${1:result}", "ms": $2 }');
  });

  it('offers settings that are not there yet, required ones first', async () => {
    const items = await editor.complete(flowWith('{ "type": "http_request", "config": { "method": "GET", "‸" } }'));
    expect(inOrder(items)[0]).toBe('url');
    expect(labels(items)).not.toContain('method');
    expect(chosen(items, 'url')).toContain('"method": "GET", "url": "$1" }');
  });

  it('offers the settings of a flat step beside the keys of every step', async () => {
    const items = await editor.complete(flowWith('{ "type": "http", ‸ }'));
    expect(labels(items)).toEqual(expect.arrayContaining(['url', 'method', 'when', 'name']));
    expect(labels(items)).not.toContain('config');
  });

  it('offers keys without their quotes, and before other keys', async () => {
    const items = await editor.complete(flowWith('{ "type": "http_request", "config": { ‸ "method": "GET" } }'));
    expect(chosen(items, 'url')).toContain('{ "url": "$1", "method"');
  });

  it('offers keys of the flow', async () => {
    const items = await editor.complete('{ "slug": "a", ‸ }');
    expect(inOrder(items).slice(0, 2)).toEqual(['name', 'steps']);
  });

  it('offers the values that a setting allows', async () => {
    for (const value of ['"‸"', '‸', '"PO‸']) {
      const items = await editor.complete(flowWith(`{ "type": "http_request", "config": { "method": ${value} } }`));
      expect(labels(items)).toContain('POST');
      expect(chosen(items, 'POST')).toContain('"method": "POST"');
    }
    expect(labels(await editor.complete(flowWith('{ "type": "log", "on_error": "‸" }')))).toEqual(['fail', 'continue']);
  });

  it('offers collections and fields of the snapshot', async () => {
    const collections = await editor.complete(flowWith('{ "type": "directus_read", "config": { "collection": "‸" } }'));
    expect(labels(collections)).toEqual(['posts', 'media_jobs']);
    const read = (setting: string) =>
      editor.complete(flowWith(`{ "type": "directus_read", "config": { "collection": "posts", ${setting} } }`));
    expect(chosen(await read('"fields": "id,cap‸"'), 'caption')).toContain('"id,caption"');
    expect(chosen(await read('"fields": ["id", "‸"]'), 'caption')).toContain('["id", "caption"]');
    expect(labels(await read('"filter": { "‸" }'))).toEqual(['id', 'caption', '_and', '_or']);
    expect(labels(await read('"filter": { "id": { "‸" } }'))).toContain('_eq');
  });
});

it.each(['['.repeat(20_000), '{ "a": '.repeat(20_000), `${'{'.repeat(50_000)}${']'.repeat(50_000)}[`])(
  'offers nothing, and soon, deeper than a flow may be nested: %#',
  async (brackets) => {
    expect(await editor.complete(`{ "steps": ${brackets}‸`)).toEqual([]);
  },
);
