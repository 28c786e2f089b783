import { describe, expect, test } from 'vitest';

import { play } from '../play.ts';

/** What comes of the parameters in a tag of a known flow, in the words of the events. */
function read(body: string): unknown {
  const { actions, events } = play([`[ACTION:a:${body}]\n\nDone.`], { slugs: ['a'] });
  const malformed = events.filter((event) => event.type === 'malformed').map((event) => event.reason);
  return actions.length > 0 ? actions.map(({ params, repairs }) => [params, repairs]) : malformed;
}

describe('never repaired', () => {
  test.each([
    '{...}',
    '{"a":1, ...}',
    '{params}',
    '{"params"}',
    '{{params}}',
    '{"a":{{x}}}',
    '{"a":<url>}',
    '{"a":}',
    '{"a":,"b":1}',
    '{:1}',
    '{,"a":1}',
    '{"a":1,,"b":2}',
    '{"a":[1,,2]}',
    '{"a"::1}',
    '{"a",1}',
    '{"a" 1}',
    '{"a":1+2}',
    '{"a":"x"+"y"}',
    '{"a":"x" + "y"}',
    '{"a":"1"+"2"}',
    '{"a":"x" "y"}',
    '{"a":"x" or "y"}',
    '{"a":"" or "y"}',
    '{"a":"x" if y else "z"}',
    '{"a":"x" ? "y" : "z"}',
    '{"a":"x".upper()}',
    '{"a":"x".concat("y")}',
    '{"a":"%s" % "y"}',
    '{"a":"x"*3}',
    '{"a":date()}',
    '{"a":new Date("x")}',
    '{"a":$input.x}',
    '{"a":${x}}',
    '{"a":`x ${y}`}',
    '{"a":NaN}',
    '{"a":Infinity}',
    '{"a":-Infinity}',
    '{"a":undefined}',
    '{"a":TRUE}',
    '{"a":nil}',
    '{"a":0x1F}',
    '{"a":123abc}',
    '{"a":01}',
    '{"a":.5}',
    '{"a":5.}',
    '{"a":+1}',
    '{"a":1_000}',
    '{"a":1e999}',
    '{"a":"""x"""}',
    "{'a':'''x'''}",
    '{"a":b"x"}',
    '{"a":f"x"}',
    '{1,2}',
    '{"a","b"}',
    '{"a":(1,2)}',
    '{"a"=1}',
    '{"a"=>1}',
    '{a=1}',
    '{"a":1;"b":2}',
    '{"a":1},{"b":2}',
    '{"a":1}{"b":2}',
    '{"a":"\\u12"}',
    '{"a":"\\uZZZZ"}',
    '{url: x\nname: y}',
    '{the url is example.com}',
    '{"a":example.com}',
    '{<url>x</url>}',
    '{()}',
    '{"a "b" c":1}',
    '{"x:["a","b"__proto__":{"y":1}}',
    '{"a":"x" b: 1}',
    '{"a":["x" "y"]}',
    '{"a":"He said "hi"]',
    '{\\"a\\":"b"}',
    '{\\"a\\":1,}',
    '{',
    '{"a"',
    '{"a":',
  ])('%s', (body) => {
    expect(read(body)).toEqual([
      body === '{' ? 'malformed-json' : expect.stringMatching(/^(malformed-json|truncated)$/),
    ]);
  });
});

describe('repaired', () => {
  test.each([
    ['{"a":1,}', { a: 1 }, ['trailing-comma']],
    ['{"a":[1,2,],}', { a: [1, 2] }, ['trailing-comma']],
    ["{'a':'b'}", { a: 'b' }, ['single-quotes']],
    ["{'a':'it's \\'fine\\''}", { a: "it's 'fine'" }, ['single-quotes', 'inner-quote', 'invalid-escape']],
    ['{`a`:`b`}', { a: 'b' }, ['single-quotes']],
    ['{“a”: “b”}', { a: 'b' }, ['smart-quotes']],
    ['{‘a’: ‘it’s’}', { a: 'it’s' }, ['smart-quotes', 'inner-quote']],
    ['{a_b: 1}', { a_b: 1 }, ['unquoted-key']],
    ['{"a":True,"b":False,"c":None}', { a: true, b: false, c: null }, ['python-literal']],
    ['{"a":"x\ty\nz"}', { a: 'x\ty\nz' }, ['raw-control']],
    ['{"a":1 /* } ] " */, "b":2 // x\n}', { a: 1, b: 2 }, ['comment']],
    ['{"a":1, # }]\n"b":"x" // y\n}', { a: 1, b: 'x' }, ['comment']],
    ['{"a":{"b":1}', { a: { b: 1 } }, ['missing-brace']],
    ['{"a":[{"b":1]}', { a: [{ b: 1 }] }, ['missing-brace']],
    ['{"a":[1,2}', { a: [1, 2] }, ['missing-bracket']],
    ['{"a":1}}}', { a: 1 }, ['extra-brace']],
    ['{"a":"x" "b":"y"}', { a: 'x', b: 'y' }, ['missing-comma']],
    ['{"a":{"x":1} "b":[2] "c":3}', { a: { x: 1 }, b: [2], c: 3 }, ['missing-comma']],
    ['{"a":"x\\_y\\d"}', { a: 'x\\_y\\d' }, ['invalid-escape']],
    ['{"a":"<a href="x">y</a>"}', { a: '<a href="x">y</a>' }, ['inner-quote']],
    ['{"a":"He said "}" there"}', { a: 'He said "}" there' }, ['inner-quote']],
    ['{"a":""Be yourself", they said"}', { a: '"Be yourself", they said' }, ['inner-quote']],
    ['{"a":fast_v2,"b":[x,y]}', { a: 'fast_v2', b: ['x', 'y'] }, ['bareword']],
    ['{\\"a\\":\\"b \\\\\\"c\\\\\\"\\"}', { a: 'b "c"' }, ['escaped-json']],
    ['{\u00a0"a":\u30001}', { a: 1 }, ['odd-whitespace']],
    ['{"a"：1，"b"：2}', { a: 1, b: 2 }, ['fullwidth']],
    ['{"a":-9007199254740993}', { a: '-9007199254740993' }, ['unsafe-integer']],
    ['{"a":1e21,"b":1}', { a: 1e21, b: 1 }, []],
  ])('%s', (body, params, repairs) => {
    expect(read(body)).toEqual([[params, repairs]]);
  });
});

describe('keys that reach a prototype', () => {
  test.each([
    '{"__proto__":1}',
    '{"a":[{"__proto__":{"x":1}}]}',
    '{"\\u005f_proto__":{"x":1}}',
    "{'__proto__':1}",
    '{__proto__: 1}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"a":1,"constructor":{"prototype":1},}',
    '{\\"__proto__\\":1}',
  ])('%s is forbidden', (body) => {
    expect(read(body)).toEqual(['forbidden-key']);
  });

  test.each(['{"constructor":"Bob"}', '{"prototype":"v2"}', '{"toString":1}', '{"constructor":{"a":1}}'])(
    '%s is harmless',
    (body) => {
      expect(read(body)).toEqual([[JSON.parse(body), []]]);
    },
  );
});

test('the outer object counts as the first level', () => {
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  expect(play([`[ACTION:a:${deep(32)}]`]).actions).toHaveLength(1);
  expect(read(deep(33))).toEqual(['too-deep']);
  expect(read(`{a:${'['.repeat(32)}${']'.repeat(32)}}`)).toEqual(['too-deep']);
});

describe('without repairs', () => {
  const strictly = (body: string): unknown => {
    const { actions, events } = play([`[ACTION:a:${body}]`], { slugs: ['a'], repair: 'none' });
    return actions[0]?.params ?? events.find((event) => event.type === 'malformed')?.reason;
  };

  test.each(['{"a":1e20}', '{"a":[-1.5E+30],"b":"1, \\"x\\": 2"}', '{"a":100000000000000000000.0}'])(
    '%s is JSON and loses no digits',
    (body) => expect(strictly(body)).toEqual(JSON.parse(body)),
  );

  test.each(['{"a":100000000000000000000}', '{"a":1e20,"b":-9007199254740993}', '{"a":1e999}', '{"a":1e20,}'])(
    '%s is malformed',
    (body) => expect(strictly(body)).toBe('malformed-json'),
  );
});
