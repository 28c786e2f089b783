import { readdirSync, readFileSync } from 'node:fs';
import { parseFlow, type Flow } from '../../src/flow/index.ts';
import type { JsonObject } from '../../src/json.ts';

/** A flow with the given parts; its one step does nothing. */
export function flowOf(slug: string, input?: JsonObject, parts: JsonObject = {}): Flow {
  const document = {
    slug,
    name: slug,
    description: `Does ${slug}.`,
    ...(input === undefined ? {} : { input }),
    steps: [{ type: 'delay', config: { ms: 1 } }],
    ...parts,
  };
  const { flow } = parseFlow(JSON.stringify(document));
  if (flow === undefined) throw new Error(`${slug} is not a flow`);
  return flow;
}

/** The flows that ship. */
export function shippedFlows(): Flow[] {
  const folder = new URL('../../flows/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => parseFlow(readFileSync(new URL(name, folder), 'utf8')).flow!);
}

export interface TagCases {
  flow: Flow;
  /** Parameters, as JSON text, that a grammar must take. */
  accepted: string[];
  /** Parameters that no grammar may take. */
  refused: string[];
  /** Parameters that GBNF refuses while a structural tag, which knows less of JSON Schema, may take them. */
  refusedByGrammar?: string[];
}

/** One flow for each part of JSON Schema that a grammar has to follow. */
export const TAG_CASES: readonly TagCases[] = [
  {
    flow: flowOf('free'),
    accepted: ['{}', '{"a":1}', '{"a":{"b":[1,"x",null,true]},"c":-1.5}'],
    refused: ['', '[]', '"a"', '{"a"}', '{"a":}', '{a:1}', "{'a':1}", '{"a":1', '{"a":01}'],
    refusedByGrammar: ['{"__proto__":{}}', '{"prototype":1}', '{"a":1e999}', '{"":1}'],
  },
  {
    flow: flowOf('plain-types', {
      type: 'object',
      required: ['text', 'count'],
      properties: {
        text: { type: 'string' },
        count: { type: 'integer' },
        ratio: { type: 'number' },
        flag: { type: 'boolean' },
        nothing: { type: 'null' },
      },
    }),
    accepted: [
      '{"text":"","count":0}',
      '{"text":"ä 😀 \\" \\u00e9 }] [ACTION:x:{}]","count":-12}',
      '{"text":"a","count":3,"ratio":-0.25,"flag":true,"nothing":null}',
      '{"text": "a", "count": 3}',
    ],
    refused: [
      '{"text":"a"}',
      '{"count":1}',
      '{"text":1,"count":1}',
      '{"text":"a","count":1.5}',
      '{"text":"a","count":"1"}',
      '{"text":"a","count":1,"flag":"true"}',
      '{"text":"a","count":1,"other":1}',
      '{"text":"a","count":1,}',
      '{"text":"a" "count":1}',
      '{"text":"a\nb","count":1}',
      '{"text":"a","count":1}}',
    ],
    refusedByGrammar: ['{"text":"\\ud800","count":1}', '{"text":"a","count":1234567890123456}'],
  },
  {
    flow: flowOf('choices', {
      type: 'object',
      additionalProperties: false,
      required: ['when'],
      properties: {
        when: { enum: ['day', 'we"ek', 7, null] },
        only: { const: { a: [1] } },
        mixed: { type: ['string', 'integer'] },
        none: { enum: ['x'], type: 'integer' },
      },
    }),
    accepted: [
      '{"when":"day"}',
      '{"when":"we\\"ek"}',
      '{"when":7}',
      '{"when":null,"only":{"a":[1]}}',
      '{"when":"day","mixed":"a"}',
      '{"when":"day","mixed":4}',
    ],
    refused: [
      '{"when":"month"}',
      '{"when":"7"}',
      '{"when":"day","only":{"a":[2]}}',
      '{"when":"day","mixed":true}',
      '{"when":"day","none":"x"}',
    ],
  },
  {
    flow: flowOf('limits', {
      type: 'object',
      required: ['n'],
      properties: {
        n: { type: 'integer', minimum: 3, maximum: 120 },
        m: { type: 'integer', exclusiveMinimum: -20, maximum: 5 },
        short: { type: 'string', minLength: 2, maxLength: 4 },
        list: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 3 },
        one: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 1 },
        none: { type: 'array', maxItems: 0 },
        empty: { type: 'string', maxLength: 0 },
        pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
      },
    }),
    accepted: [
      '{"n":3}',
      '{"n":9}',
      '{"n":99}',
      '{"n":120}',
      '{"n":4,"m":-19}',
      '{"n":4,"m":0}',
      '{"n":4,"short":"ab"}',
      '{"n":4,"short":"äöü😀"}',
      '{"n":4,"list":[1]}',
      '{"n":4,"list":[1,2,3]}',
      '{"n":4,"one":[1],"none":[],"empty":"","pair":["a",1]}',
    ],
    refused: [
      '{"n":2}',
      '{"n":-3}',
      '{"n":4,"m":-20}',
      '{"n":4,"m":6}',
      '{"n":4,"short":"a"}',
      '{"n":4,"short":"abcde"}',
      '{"n":4,"list":[]}',
      '{"n":4,"list":[1,2,3,4]}',
      '{"n":4,"one":[1,2]}',
      '{"n":4,"none":[1]}',
      '{"n":4,"empty":"a"}',
      '{"n":4,"pair":["a"]}',
      '{"n":4,"pair":["a",1,2]}',
      '{"n":4,"pair":[1,"a"]}',
    ],
    refusedByGrammar: ['{"n":121}'],
  },
  {
    flow: flowOf('formats', {
      type: 'object',
      properties: {
        at: { type: 'string', format: 'date-time' },
        on: { type: 'string', format: 'date' },
        id: { type: 'string', format: 'uuid' },
        to: { type: 'string', format: 'email' },
        url: { type: 'string', format: 'uri', pattern: '^https://' },
        code: { type: 'string', pattern: '^cp-[0-9]+$' },
      },
    }),
    accepted: [
      '{}',
      '{"at":"2026-03-21T14:00:00Z"}',
      '{"at":"2026-03-21T14:00:00.5+01:00"}',
      '{"on":"2026-02-28"}',
      '{"id":"00000000-0000-4000-8000-000000000000"}',
      '{"to":"someone@example.com"}',
      '{"url":"https://example.com/a?b=c#d"}',
      '{"code":"cp-12"}',
    ],
    refused: ['{"on":"2026-13-01"}', '{"id":"12"}', '{"at":"tomorrow"}', '{"to":"nobody"}'],
    refusedByGrammar: [
      '{"on":"2026-02-30"}',
      '{"at":"2026-03-21"}',
      '{"url":"http://example.com"}',
      '{"url":"https://a b"}',
      '{"code":"12"}',
    ],
  },
  {
    flow: flowOf('ways', {
      type: 'object',
      additionalProperties: false,
      required: ['platform'],
      anyOf: [{ required: ['topic'] }, { required: ['media_id'] }],
      properties: {
        platform: { type: 'string' },
        topic: { type: 'string' },
        media_id: { type: 'string' },
        tone: { type: 'string' },
      },
    }),
    accepted: [
      '{"platform":"x","topic":"a"}',
      '{"platform":"x","media_id":"m"}',
      '{"platform":"x","topic":"a","media_id":"m","tone":"t"}',
    ],
    refused: [
      '{"platform":"x"}',
      '{"platform":"x","tone":"t"}',
      '{"topic":"a"}',
      '{"platform":"x","topic":"a","draft":"d"}',
    ],
  },
  {
    flow: flowOf('nested', {
      type: 'object',
      required: ['post'],
      properties: {
        post: { $ref: '#/$defs/post' },
        tree: { $ref: '#/$defs/node' },
        target: {
          oneOf: [{ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }, { type: 'string' }],
        },
        both: {
          allOf: [
            { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
            { required: ['b'], properties: { b: { type: 'integer' } } },
          ],
        },
      },
      $defs: {
        post: {
          type: 'object',
          required: ['title'],
          properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
        },
        node: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
        },
      },
    }),
    accepted: [
      '{"post":{"title":"a"}}',
      '{"post":{"title":"a","tags":["x","y"]}}',
      '{"post":{"title":"a"},"tree":{"name":"r","children":[{"name":"c","children":[]}]}}',
      '{"post":{"title":"a"},"target":{"id":1}}',
      '{"post":{"title":"a"},"target":"t"}',
      '{"post":{"title":"a"},"both":{"a":1,"b":2}}',
    ],
    refused: [
      '{"post":{}}',
      '{"post":"a"}',
      '{"post":{"title":"a","tags":[1]}}',
      '{"post":{"title":"a"},"tree":{"children":[]}}',
      '{"post":{"title":"a"},"tree":{"name":"r","children":[{}]}}',
      '{"post":{"title":"a"},"target":{}}',
      '{"post":{"title":"a"},"target":1}',
      '{"post":{"title":"a"},"both":{"a":1}}',
    ],
  },
  {
    flow: flowOf('map', {
      type: 'object',
      properties: { fixed: { type: 'string' } },
      additionalProperties: { type: 'integer' },
    }),
    accepted: ['{}', '{"fixed":"a"}', '{"fixed":"a","other":1}', '{"fixe":1,"fixedly":2}', '{"ä":1}'],
    refused: ['{"other":"a"}'],
    refusedByGrammar: ['{"fixed":1}', '{"fixed":"a","fixed":1}', '{"prototype":1}'],
  },
  {
    flow: flowOf('identity', {
      type: 'object',
      required: ['platform'],
      properties: { platform: { type: 'string' }, user_id: { type: 'string' } },
    }),
    accepted: ['{"platform":"x"}'],
    refused: ['{"platform":"x","user_id":"1"}', '{"user_id":"1"}'],
  },
  { flow: flowOf('nothing', { type: 'object', additionalProperties: false }), accepted: ['{}'], refused: ['{"a":1}'] },
];

/** Text around tags: what an answer may say. */
export const ANSWERS = {
  accepted: [
    '',
    'Plain text.\n\nWith lines, [brackets], [1], `code`, {"json": [1]} and emoji 😀.',
    '[',
    '[[A',
    '[ACTION',
    '[ACTION [AC [ACTIO]',
    'ACTION:free:{}',
    '[ACTIONS: none]',
    '[ACT ION:x',
    'Done.\n[ACTION:free:{}]\nAnd more. [ACTION:nothing:{}][ACTION:free:{"a":"]"}] end]',
    '[[ACTION:free:{}]]',
  ],
  refused: [
    '[ACTION:',
    '[ACTION:]',
    '[ACTION:free]',
    '[ACTION:free:]',
    '[ACTION:free:{}',
    '[ACTION:free:{} ]x[ACTION:',
    '[ACTION:unknown:{}]',
    '[ACTION:fre:{}]',
    '[ACTION:freely:{}]',
    '[ACTION: free:{}]',
    'text [ACTION:free: nothing]',
    '[ACTION:free:{}] and [ACTION:free:{a}]',
    '[[ACTION:free]',
  ],
  /** An interceptor reads these as tags too, so the grammar keeps them out; a structural tag has one spelling only. */
  refusedByGrammar: ['[action:free:{}]', '[Action:free:{', '[ ACTION:free:{}]', '[ACTION :free:{}]', '[\tACTION : x'],
} as const;
