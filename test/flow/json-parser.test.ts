import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, type JsonDocument } from '../../src/flow/index.ts';

function problemsOf(text: string): string[] {
  return parseJson(text).problems.map(({ kind, start, end }) => `${kind} ${start}-${end}`);
}

function valueOf(text: string): unknown {
  return parseJson(text).root?.value;
}

describe('a valid document', () => {
  it('means what JSON.parse says', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(0, 2), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        const { root, problems } = parseJson(written);
        expect(problems).toEqual([]);
        expect(root?.value).toEqual(JSON.parse(written));
      }),
    );
  });

  it('keeps the place of every key and value', () => {
    const text = '\uFEFF{ "a": [1, "x\\n"], "b": {} }';
    const { root, problems } = parseJson(text);
    expect(problems).toEqual([]);
    const [a, b] = root!.properties;
    expect(text.slice(a!.start, a!.end)).toBe('"a"');
    expect(a!.value!.items.map(({ start, end }) => text.slice(start, end))).toEqual(['1', '"x\\n"']);
    expect(text.slice(b!.value!.start, b!.value!.end)).toBe('{}');
    expect(text.slice(root!.start, root!.end)).toBe(text.slice(1));
  });

  it('keeps "__proto__" as a key of its own', () => {
    const value = valueOf('{"__proto__": {"isAdmin": true}, "constructor": 1}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(value['isAdmin']).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('takes lone surrogates, numbers of every form and escapes', () => {
    const text = '["\uD800", "\\uDC00\\u00e9\\/", -0, 1e3, 1.5E-2, 12345678901234567890]';
    expect(problemsOf(text)).toEqual([]);
    expect(valueOf(text)).toEqual(JSON.parse(text));
  });

  it('may be nested 10,000 deep', () => {
    const document = parseJson(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    expect(document.problems).toEqual([]);
    expect(document.depth).toBe(10_000);
  });
});

describe('a broken document', () => {
  it.each([
    ['a trailing comma in an object', '{"a": 1,}', ['trailing-comma 7-8'], { a: 1 }],
    ['a trailing comma in a list', '[1,]', ['trailing-comma 2-3'], [1]],
    ['a comma too many', '[1,,2]', ['missing-value 3-4'], [1, 2]],
    ['a comma too many between keys', '{"a":1,,"b":2}', ['missing-key 7-8'], { a: 1, b: 2 }],
    ['a missing comma', '{"a":1 "b":[1 2]}', ['missing-comma 6-7', 'missing-comma 13-14'], { a: 1, b: [1, 2] }],
    ['missing values', '{"a":,"b":}', ['missing-value 5-6', 'missing-value 10-11'], {}],
    ['a missing colon', '{"a" 1}', ['missing-colon 4-5'], { a: 1 }],
    ['a key without a value', '{"a","b":1}', ['missing-value 1-4'], { b: 1 }],
    ['an equals sign', '{"a"=1}', ['missing-colon 4-5'], { a: 1 }],
    [
      'a missing brace between steps',
      '{"s":[{"x":{"y":1},{"z":2}],"t":3}',
      ['missing-bracket 19-20'],
      { s: [{ x: { y: 1 } }, { z: 2 }], t: 3 },
    ],
    ['a missing bracket', '{"a":[1,2}', ['missing-bracket 9-10'], { a: [1, 2] }],
    ['a wrong bracket', '{"a":[1,2}}', ['missing-bracket 9-10'], { a: [1, 2] }],
    ['a bracket that closes nothing', '[1}]', ['unexpected 2-3'], [1]],
    ['comments', '{"a":1 /* x */, // y\n"b":2}', ['comment 7-14', 'comment 16-20'], { a: 1, b: 2 }],
    ['single quotes', "{'a':'b'}", ['wrong-quotes 1-2', 'wrong-quotes 5-6'], { a: 'b' }],
    ['an unquoted key', '{a: 1}', ['unquoted 1-2'], { a: 1 }],
    [
      'words of other languages',
      '[True, None, undefined, tru, hello]',
      ['unquoted 1-5', 'unquoted 7-11', 'unquoted 13-22', 'unquoted 24-27', 'unquoted 29-34'],
      [true, null, null, true, 'hello'],
    ],
    [
      'bad numbers',
      '[01, .5, +1, 1., 0x10, -]',
      [
        'bad-number 1-3',
        'bad-number 5-7',
        'bad-number 9-11',
        'bad-number 13-15',
        'bad-number 17-21',
        'bad-number 23-24',
      ],
      [1, 0.5, 1, 1, 16, 0],
    ],
    ['bad escapes', '["\\q", "\\u12"]', ['bad-escape 2-4', 'bad-escape 8-12'], ['q', '\uFFFD']],
    ['a line break in a text', '["one\ntwo"]', ['control-character 5-6'], ['one\ntwo']],
    ['a forgotten closing quote', '{"a": "text,\n "b": 1}', ['truncated 6-11'], { a: 'text', b: 1 }],
    ['text behind the end', '{"a":1} x', ['unexpected 8-9'], { a: 1 }],
    ['an early end', '{"a":[1,{"b":', ['truncated 12-13'], { a: [1, {}] }],
    ['an early end in a text', '{"a":"b', ['truncated 5-7'], { a: 'b' }],
    ['nothing at all', ' \n', ['empty 0-2'], undefined],
  ])('has %s reported once, and is read on', (_, text, problems, value) => {
    expect(problemsOf(text)).toEqual(problems);
    expect(valueOf(text)).toEqual(value);
  });

  it('shows both places of a key that is set twice', () => {
    const text = '{"limit": 1, "limit": 2}';
    const [problem] = parseJson(text).problems;
    expect(problem).toMatchObject({
      kind: 'duplicate-key',
      start: 13,
      end: 20,
      related: [{ start: 1, end: 8, label: 'first set here' }],
    });
    expect(valueOf(text)).toEqual({ limit: 2 });
  });

  it('shows the first of equal keys also in a large object', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `"k${index}": 0`).join();
    const text = `{${keys}, "k3": 1}`;
    const { problems } = parseJson(text);
    expect(problems).toHaveLength(1);
    const { start, end } = problems[0]!.related![0]!;
    expect([text.slice(start, end), start < text.indexOf('"k4"')]).toEqual(['"k3"', true]);
  });

  it('shows the brackets that are still open, the innermost first', () => {
    const [problem] = parseJson('{"a": [1, {"b": 2').problems;
    expect(problem!.message).toBe('the document ends, but 3 brackets are still open');
    expect(problem!.related!.map(({ start }) => start)).toEqual([10, 6, 0]);
  });

  it('never throws, whatever is cut out, put in or put elsewhere', () => {
    const text = JSON.stringify(
      { slug: 'x', steps: [{ type: 'delay', config: { ms: 1, list: [true, null, 'a "b" \\ \n'] } }] },
      null,
      1,
    );
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      "'",
      '\\',
      '/*',
      '//',
      '\n',
      '\0',
      '-',
      '1',
      'x',
      '\uD800',
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(text.length), fc.nat(4), piece), { maxLength: 12 }), (damages) => {
        let damaged = text;
        for (const [at, length, insertion] of damages)
          damaged = damaged.slice(0, at) + insertion + damaged.slice(at + length);
        const document = parseJson(damaged);
        expect(isValid(damaged)).toBe(document.problems.length === 0);
        expectSoundRanges(document);
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  ['brackets that close nothing', '['.repeat(200_000) + '}'.repeat(200_000)],
  ['open objects', '{"a":'.repeat(200_000)],
  ['words', 'a '.repeat(400_000)],
  ['a list of words without commas', `[${'a '.repeat(400_000)}`],
  ['an open comment', '/*'.repeat(400_000)],
  ['line breaks in a text', `"${'\n'.repeat(1_000_000)}`],
  ['many keys', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index % 50_000}":1`).join()}}`],
])('takes time linear to the text: %s', (_, text) => {
  const started = performance.now();
  parseJson(text);
  expect(performance.now() - started).toBeLessThan(5000);
});

function isValid(text: string): boolean {
  try {
    JSON.parse(text);
    return !/"(\w+)":[^{}]*"\1":/.test(text);
  } catch {
    return false;
  }
}

function expectSoundRanges({ text, root, problems }: JsonDocument): void {
  const ranges = problems.map(({ start, end }) => [0, start, end]);
  const open = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    ranges.push([0, node.start, node.end, text.length]);
    open.push(...node.items, ...node.properties.flatMap(({ value }) => (value === undefined ? [] : [value])));
  }
  expect(ranges.filter((range) => range.some((offset, index) => index > 0 && offset < range[index - 1]!))).toEqual([]);
}
