import type { ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import {
  bitsOf,
  isFreeText,
  OUTSIDE,
  sinkOf,
  sourceBit,
  sourceWords,
  TAINT,
  taintOf,
  traceOf,
  traceWords,
  UNTRUSTED,
  UNTRUSTED_BINDINGS,
} from '../../taint/index.ts';
import { decisionOf, isDeciding } from './driven-by.ts';
import { placeOfReference, placeOfStep } from './places.ts';

export const secModelDrivesAction: Rule = {
  name: 'sec/model-drives-action',
  severity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary:
    'Free text of a model or of a page decides what a browser does, which address, item, collection or queue is used, or becomes code.',
  explanation:
    'What a page says, and what a model makes of it, is written by strangers. Where it becomes an instruction to a logged-in browser, an address, an id, the name of a queue or code, they decide what happens. Let the model choose from an `enum` in `format`, give text to a browser through `variables`, and give values to a script through `args`.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "b", "config": {} },
{ "type": "ollama_generate", "result_key": "plan", "config": { "model": "dolphin3:8b", "prompt": "What is the next click?" } },
{ "type": "stagehand_act", "config": { "sessionId": "$b.sessionId", "action": "$plan.response" } },
{ "type": "stagehand_close", "config": { "sessionId": "$b.sessionId" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "b", "config": {} },
{ "type": "ollama_generate", "result_key": "plan", "config": { "model": "dolphin3:8b", "prompt": "Which tab is next?",
    "format": { "type": "object", "properties": { "tab": { "enum": ["Stats", "Posts"] } }, "required": ["tab"] } } },
{ "type": "stagehand_act", "config": { "sessionId": "$b.sessionId", "action": "click the $plan.json.tab tab" } },
{ "type": "stagehand_close", "config": { "sessionId": "$b.sessionId" } }`,
  },
  bindings: UNTRUSTED_BINDINGS,
  sinks: ['action', 'code', 'queue', 'target', 'identity', 'url'],
  reference(reference, context) {
    if (reference.binding === undefined || !isDeciding(sinkOf(reference.text))) return;
    const bits = bitsOf(reference, context, UNTRUSTED);
    if (!isFreeText(bits) || !isDriving(reference, bits)) return;
    const words = decisionOf(reference, context);
    if (words === undefined) return;
    const trace = traceOf(reference, sourceBit(bits), taintOf(context));
    context.report({
      message: `${sourceWords(bits)} ${words}`,
      place: placeOfReference(reference),
      label: `free text: ${sourceWords(bits)}`,
      related: [{ place: placeOfStep(reference.site.step!), label: 'acts on it' }],
      notes: [
        adviceFor(reference),
        ...(trace.references.length > 1 || trace.source !== undefined ? [`path: ${traceWords(trace)}`] : []),
      ],
      reference,
    });
  },
};

/**
 * Ids in HTTP answers name what the flow itself asked about. Of parameters only those that decide alone count: words in an
 * action, such as a name to look for, are what parameters are for.
 */
function isDriving({ text, reference }: ReferenceNode, bits: number): boolean {
  const sink = sinkOf(text);
  if (sink === 'identity') return (bits & (TAINT.page | TAINT.answer)) !== 0;
  if ((bits & OUTSIDE) !== 0) return true;
  if (sink === 'code' || sink === 'target' || sink === 'queue') return true;
  return sink === 'action' && reference.isWholeValue;
}

function adviceFor({ text }: ReferenceNode): string {
  switch (sinkOf(text)) {
    case 'code':
      return 'hand the value over in "args"';
    case 'action':
      return 'write the action into the flow, and hand text over in "variables"';
    case 'identity':
      return 'read the item by a filter, and use the id of what comes';
    default:
      return 'let it be chosen from an "enum", in the input schema or in the "format" of the model\'s answer';
  }
}
