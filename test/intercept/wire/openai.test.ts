import { describe, expect, test } from 'vitest';

import { createOpenAiInterceptor } from '../../../src/intercept/index.ts';
import { pump } from './pump.ts';

const HELD = [' [ACTION:a', 'ctor'];

function chunk(content: string | undefined, finish: string | null = null, index = 0): string {
  const delta = content === undefined ? {} : { content };
  const body = {
    id: 'c1',
    object: 'chat.completion.chunk',
    model: 'm',
    choices: [{ index, delta, finish_reason: finish }],
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

/** The contents of the deltas, by choice. */
function contents(output: string): string[] {
  const texts: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    if (!line.startsWith('data: {')) continue;
    const parsed = JSON.parse(line.slice(6)) as { choices?: { index: number; delta: { content?: string } }[] };
    for (const { index, delta } of parsed.choices ?? []) texts[index] = (texts[index] ?? '') + (delta.content ?? '');
  }
  return texts;
}

describe('server-sent events of an OpenAI-compatible server', () => {
  test('without a tag pass byte for byte, comments, CRLF, other fields and all', () => {
    const input = [
      ': keep-alive\r\n\r\n',
      'id: 7\r\nevent: message\r\ndata:{"choices":[{"delta":{"content":"h\\u00e9"},"index":0}],"big":12345678901234567890}\r\n\r\n',
      'retry: 10\n\ndata: not json\n\ndata: {"choices":[]}\n\ndata: [DONE]\n\n',
    ].join('');
    for (const size of [1, 2, 7, input.length]) {
      expect(pump(createOpenAiInterceptor(), input, size).output).toBe(input);
    }
  });

  test('lose the tag and keep their framing', () => {
    const pieces = ['Sure. ', '[ACT', 'ION:a:{"x"', ':1}', ']', ' Done.'];
    const input = `${chunk('')}${pieces.map((piece) => chunk(piece)).join('')}${chunk(undefined, 'stop')}data: [DONE]\n\n`;
    for (const size of [1, 3, input.length]) {
      const { output, events } = pump(createOpenAiInterceptor(), input, size);
      expect(contents(output)).toEqual(['Sure. Done.']);
      expect(output.match(/data: /g)).toHaveLength(input.match(/data: /g)?.length ?? 0);
      expect(output.endsWith('data: [DONE]\n\n')).toBe(true);
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'action', slug: 'a', params: { x: 1 }, choice: 0 }),
      );
    }
  });

  test('release what is held before the event that finishes the choice', () => {
    const input = `${HELD.map((piece) => chunk(piece)).join('')}${chunk(undefined, 'stop')}data: [DONE]\n\n`;
    const { output } = pump(createOpenAiInterceptor(), input, 5);
    expect(contents(output)).toEqual([HELD.join('')]);
    expect(output.indexOf('[ACTION:actor')).toBeLessThan(output.indexOf('"stop"'));
  });

  test('release what is held before [DONE] when no event finishes the choice', () => {
    const { output } = pump(createOpenAiInterceptor(), `${chunk(HELD[0])}data: [DONE]\n\n`, 5);
    expect(contents(output)).toEqual([HELD[0]]);
    expect(output.endsWith('\n\ndata: [DONE]\n\n')).toBe(true);
  });

  test('release what is held when the stream is cut off', () => {
    expect(contents(pump(createOpenAiInterceptor(), chunk(HELD[0]), 5).output)).toEqual([HELD[0]]);
  });

  test.each(['data: {"choi', 'data: {"choices":[]}', ': comment\n', 'x'.repeat(300)])(
    'release what is held in an event of its own when the stream is cut off in %j',
    (rest) => {
      const { output } = pump(createOpenAiInterceptor({ maxRecordBytes: 200 }), chunk(HELD[0]) + rest, 5);
      const events = output.split('\n\n').filter((event) => event.trim() !== '');
      expect(events.slice(1).map((event) => event.trim())).toEqual([rest.trim(), expect.stringContaining('[ACTION:a')]);
      expect(contents(output.replace(rest, ''))).toEqual([HELD[0]]);
    },
  );

  test('lose a tag behind the end of the choice too', () => {
    const input = `${chunk('a [ACT', 'stop')}${chunk('b [ACTION:b:{}]')}${chunk(undefined, 'stop')}${chunk('', 'stop')}data: [DONE]\n\n${chunk('[ACTION:c:{}] c [ACT')}`;
    for (const size of [1, 9, input.length]) {
      const { output, events } = pump(createOpenAiInterceptor(), input, size);
      expect(contents(output)).toEqual(['a [ACTb c [ACT']);
      expect(events.flatMap((event) => (event.type === 'action' ? event.slug : []))).toEqual(['b', 'c']);
      expect(events.filter((event) => event.type === 'end')).toHaveLength(3);
    }
  });

  test('count the actions, the duplicates and the characters of a choice behind its end too', () => {
    const input = ['[ACTION:a:{}]', '[ACTION:a:{}]', '[ACTION:b:{}]', '[ACTION:c:{}]'].map((tag) => chunk(tag, 'stop'));
    const { output, events } = pump(createOpenAiInterceptor({ maxActions: 2 }), input.join(''), 9);
    expect(contents(output)).toEqual(['']);
    expect(events.flatMap((event) => (event.type === 'action' ? [[event.id, event.index]] : []))).toEqual([
      ['tag-0', 0],
      ['tag-26', 1],
    ]);
    expect(events.flatMap((event) => (event.type === 'suppressed' ? event.why : []))).toEqual(['duplicate', 'limit']);
  });

  test('goes on behind an empty reason to finish', () => {
    const { output, events } = pump(
      createOpenAiInterceptor(),
      chunk('a ', '') + chunk('[ACTION:a:{}]b', '') + chunk('', 'stop'),
      9,
    );
    expect(contents(output)).toEqual(['a b']);
    expect(events).toContainEqual(expect.objectContaining({ type: 'action', slug: 'a' }));
  });

  test.each([
    '{\n  "error": {\n    "message": "wrong key"\n  }\n}\n',
    '{"error":"wrong key"}',
    'error: {"code":401,"message":"wrong key"}\n\n',
  ])('pass an error in place of events on and say so: %j', (body) => {
    const { output, events } = pump(createOpenAiInterceptor(), body, 6);
    expect(output).toBe(body);
    expect(events).toContainEqual({ type: 'upstream-error', message: 'wrong key' });
  });

  test('keep the content of a last event together with what was held', () => {
    const { output } = pump(createOpenAiInterceptor(), `${chunk('a [')}${chunk('b', 'stop')}`, 9);
    expect(contents(output)).toEqual(['a [b']);
  });

  test('keep several choices apart', () => {
    const input = [
      chunk('one [ACTION:a:', null, 0),
      chunk('two [', null, 1),
      chunk('{}] x', null, 0),
      chunk('1]', null, 1),
    ];
    const { output, events } = pump(createOpenAiInterceptor(), `${input.join('')}data: [DONE]\n\n`, 11);
    expect(contents(output)).toEqual(['one x', 'two [1]']);
    expect(events.filter((event) => event.type === 'action')).toEqual([expect.objectContaining({ choice: 0 })]);
  });

  test('pass an upstream error on and say so', () => {
    const error = 'data: {"error":{"message":"model overloaded","code":503}}\n\n';
    const { output, events } = pump(createOpenAiInterceptor(), chunk('a') + error, 4);
    expect(output).toBe(chunk('a') + error);
    expect(events).toContainEqual({ type: 'upstream-error', message: 'model overloaded' });
  });

  test('join the data lines of one event', () => {
    const input = 'data: {"choices":[{"index":0,\ndata: "delta":{"content":"[ACTION:a:{}]x"}}]}\n\n';
    const { output, events } = pump(createOpenAiInterceptor(), input, 4);
    expect(contents(output)).toEqual(['x']);
    expect(events.some((event) => event.type === 'action')).toBe(true);
  });

  test('leave reasoning and tool calls alone', () => {
    const input = 'data: {"choices":[{"index":0,"delta":{"reasoning_content":"[ACTION:a:{}]","content":null}}]}\n\n';
    const { output, events } = pump(createOpenAiInterceptor(), input, 4);
    expect(output).toBe(input);
    expect(events.filter((event) => event.type === 'action')).toEqual([]);
  });

  test('an event that never ends does not fill the memory', () => {
    const interceptor = createOpenAiInterceptor({ maxRecordBytes: 4096 });
    const piece = Buffer.from(`data: ${'x'.repeat(994)}\n`);
    let passed = 0;
    for (let index = 0; index < 1000; index += 1) passed += interceptor.push(piece).output.length;
    expect(piece.length * 1000 - passed).toBeLessThanOrEqual(4096);
  });
});
