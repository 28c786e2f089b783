import { describe, expect, test } from 'vitest';

import { createOllamaInterceptor } from '../../../src/intercept/index.ts';
import { pump } from './pump.ts';

type Line = { response?: string; message?: { content: string }; done: boolean };

function chat(content: string, done = false): string {
  return `${JSON.stringify({ model: 'm', created_at: 't', message: { role: 'assistant', content }, done })}\n`;
}

function generate(response: string, done = false): string {
  return `${JSON.stringify({ model: 'm', created_at: 't', response, done })}\n`;
}

function lines(output: string): Line[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function contents(output: string): string {
  return lines(output)
    .map((line) => line.message?.content ?? line.response ?? '')
    .join('');
}

describe.each([
  ['/api/chat', chat],
  ['/api/generate', generate],
])('newline-delimited JSON of %s', (_path, record) => {
  test('without a tag passes byte for byte', () => {
    const input = `${record('h\u00e9 ')}{"model": "m",  "response": "\\u0041", "done": false, "n": 12345678901234567890}\r\nnot json\n\n${record('', true)}`;
    for (const size of [1, 3, input.length]) expect(pump(createOllamaInterceptor(), input, size).output).toBe(input);
  });

  test('loses the tag, however its lines are cut', () => {
    const input =
      ['Sure. ', '[ACT', 'ION:a:{"x"', ':1}', '] Done.'].map((piece) => record(piece)).join('') + record('', true);
    for (const size of [1, 2, 7, input.length]) {
      const { output, events } = pump(createOllamaInterceptor(), input, size);
      expect(contents(output)).toBe('Sure. Done.');
      expect(lines(output)).toHaveLength(6);
      expect(events).toContainEqual(expect.objectContaining({ type: 'action', params: { x: 1 }, choice: 0 }));
    }
  });

  test('releases what is held before the last record', () => {
    const { output } = pump(createOllamaInterceptor(), record('a [ACT') + record('', true), 5);
    expect(contents(output)).toBe('a [ACT');
    expect(lines(output).map((line) => line.done)).toEqual([false, false, true]);
  });

  test('releases what is held when the stream is cut off in a line', () => {
    const { output } = pump(createOllamaInterceptor(), `${record('a [ACT')}{"mess`, 5);
    const [, cut, released] = output.split('\n');
    expect(cut).toBe('{"mess');
    expect(contents(released!)).toBe('[ACT');
  });

  test('loses a tag behind the last record', () => {
    const input = record('a', true) + record(' [ACTION:a:{}]b') + record('', true);
    for (const size of [1, 7, input.length]) {
      const { output, events } = pump(createOllamaInterceptor(), input, size);
      expect(contents(output)).toBe('a b');
      expect(events).toContainEqual(expect.objectContaining({ type: 'action', slug: 'a' }));
    }
  });

  test('loses a tag in a line of several records', () => {
    const both = `${record('a {"').trim()} ${record('[ACTION:a:{"x":"}{"}]b').trim()}${record('', true)}`;
    const { output, events } = pump(createOllamaInterceptor(), both, 7);
    expect(contents(output.replaceAll('}{"model"', '}\n{"model"').replaceAll('} {"model"', '}\n{"model"'))).toBe(
      'a {"b',
    );
    expect(events).toContainEqual(expect.objectContaining({ type: 'action', params: { x: '}{' } }));
    const plain = both.replace('[ACTION', '[');
    expect(pump(createOllamaInterceptor(), plain, 7).output).toBe(plain);
  });

  test('passes an upstream error on and says so', () => {
    const { output, events } = pump(createOllamaInterceptor(), `${record('a')}{"error":"out of memory"}\n`, 5);
    expect(output).toBe(`${record('a')}{"error":"out of memory"}\n`);
    expect(events).toContainEqual({ type: 'upstream-error', message: 'out of memory' });
  });

  test('passes invalid UTF-8 through where nothing is changed', () => {
    const input = Buffer.concat([Buffer.from('{"x":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}\n')]);
    expect(pump(createOllamaInterceptor(), input, 3).bytes.equals(input)).toBe(true);
  });
});

test('a line of 100 MB passes in bounded memory and is reported once', () => {
  const maxRecordBytes = 65_536;
  const interceptor = createOllamaInterceptor({ maxRecordBytes });
  const piece = Buffer.alloc(10_000, 0x78);
  let unpassed = 0;
  let reports = 0;
  for (let index = 0; index < 10_000; index += 1) {
    const { output, events } = interceptor.push(piece);
    unpassed += piece.length - output.length;
    if (unpassed > maxRecordBytes) throw new Error(`holds ${unpassed} bytes`);
    reports += events.length;
  }
  expect(unpassed).toBe(0);
  expect(reports).toBe(1);
  const { events } = interceptor.push(Buffer.from(`\n${chat('[ACTION:a:{}]')}`));
  expect(events).toContainEqual(expect.objectContaining({ type: 'action' }));
});
