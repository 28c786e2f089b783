import type { Rule } from '../../rule.ts';
import { bitsOf, isPartOfValue, sinkOf, TAINT, taintOf, traceOf, traceWords } from '../../taint/index.ts';
import { placeOfReference, placeOfSetting } from './places.ts';

const UNTRUSTED_TEXT = TAINT.page | TAINT.http;

export const secLethalTrifecta: Rule = {
  name: 'sec/lethal-trifecta',
  severity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'Private data and untrusted text meet in a value that leaves the machine.',
  explanation:
    'Text of a page can tell a model what to do with everything else that it is given. A model that sees private data (messages of fans, earnings, personas; `privateCollections` in the configuration) together with such text, and whose answer is sent out, can be made to send the private data along. Take one of the three away: leave the private rows out, ask two models, or store the answer for a person to look at.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "fans", "config": { "collection": "fan_messages", "limit": 20,
    "filter": { "user_id": { "_eq": "$context.user_id" } } } },
{ "type": "http_request", "result_key": "page", "config": { "url": "https://blog.example.com/" } },
{ "type": "ollama_generate", "result_key": "out", "config": { "model": "dolphin3:8b", "prompt": "Compare $fans[0].text with $page.body" } },
{ "type": "http_request", "config": { "url": "https://hooks.example.com/", "method": "POST", "body": "$out.response" } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "fans", "config": { "collection": "fan_messages", "limit": 20,
    "filter": { "user_id": { "_eq": "$context.user_id" } } } },
{ "type": "ollama_generate", "result_key": "out", "config": { "model": "dolphin3:8b", "prompt": "Sum up $fans[0].text" } },
{ "type": "http_request", "config": { "url": "https://hooks.example.com/", "method": "POST", "body": "$out.response" } }`,
  },
  bindings: ['result', 'steps'],
  sinks: ['outgoing', 'url', 'action'],
  reference(reference, context) {
    const { site, target } = reference;
    if (target === undefined || site.kind !== 'setting') return;
    const { needs = [] } = site.step?.facts ?? {};
    if (!needs.includes('http') && !needs.includes('browser')) return;
    const sink = sinkOf(reference.text);
    if (sink !== 'outgoing' && sink !== 'url' && sink !== 'action') return;
    const bits = bitsOf(reference, context, TAINT.private);
    if ((bits & UNTRUSTED_TEXT) === 0 || !isPartOfValue(reference)) return;
    const taint = taintOf(context);
    const ofPrivate = traceOf(reference, TAINT.private, taint);
    const ofOutside = traceOf(reference, (bits & TAINT.page) === 0 ? TAINT.http : TAINT.page, taint);
    context.report({
      message: 'private data and untrusted text meet in one value, and it leaves the machine',
      place: placeOfReference(reference),
      label: '③ sent out',
      related: [
        ...(ofPrivate.source === undefined
          ? []
          : [{ place: placeOfSetting(ofPrivate.source, 'collection'), label: '① private data' }]),
        ...(ofOutside.source === undefined
          ? []
          : [{ place: placeOfSetting(ofOutside.source, 'url'), label: '② untrusted text' }]),
      ],
      notes: [`path: ${traceWords(ofPrivate)}`, `path: ${traceWords(ofOutside)}`],
      reference,
    });
  },
};
