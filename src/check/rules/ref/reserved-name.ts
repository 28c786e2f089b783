import { isReservedName } from '../../../expression/index.ts';
import type { Rule } from '../../rule.ts';
import { freeName } from './free-name.ts';

export const refReservedName: Rule = {
  name: 'ref/reserved-name',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A result, or the item of a loop, has a name that means something already.',
  explanation:
    'A result named `input` would hide the parameters, one named `context` the identity that the host vouches for; and words that the expression language knows (`type`, `list`, `in`, `loop`) cannot be read in an expression. The same holds for `as` of a loop.',
  bad: {
    text: '{ "type": "directus_read", "result_key": "input", "config": { "collection": "media_jobs", "limit": 1 } }',
  },
  good: {
    text: '{ "type": "directus_read", "result_key": "job", "config": { "collection": "media_jobs", "limit": 1 } }',
  },
  problem({ pointer, message }, { model, report }) {
    const step = model.steps.find(
      (node) => pointer.startsWith(`${node.step.pointer}/`) && pointer.lastIndexOf('/') === node.step.pointer.length,
    );
    const written = pointer.slice(pointer.lastIndexOf('/') + 1);
    const name = step?.step.raw[written];
    if (typeof name !== 'string') {
      report({ message, place: { pointer } });
      return;
    }
    const newName = freeName(`${name}_result`, model);
    report({
      message: `${written} "${name}" is reserved: ${whyReserved(name)}`,
      place: { pointer },
      label: 'reserved',
      fix: { title: `"${newName}"`, safety: 'unsafe', changes: [{ kind: 'replace', pointer, value: newName }] },
    });
  },
  step({ step, settingsPointer }, { report }) {
    if (step.type !== 'loop') return;
    const name = step.config['as'];
    if (typeof name !== 'string' || name === 'item' || !isReservedName(name)) return;
    report({
      message: `"as": "${name}" is reserved: ${whyReserved(name)}`,
      place: { pointer: `${settingsPointer}/as` },
      label: 'reserved',
    });
  },
};

const HIDDEN: ReadonlyMap<string, string> = new Map([
  ['input', 'it would hide the parameters of the flow'],
  ['params', 'it would hide the parameters of the flow'],
  ['steps', 'it would hide the list of results'],
  ['context', 'it would hide what the host vouches for'],
  ['user', 'it would hide the person that the host vouches for'],
  ['env', 'it would hide the environment'],
  ['error', 'it would hide the error in "on_error"'],
  ['item', 'it would hide the item of a loop'],
  ['index', 'it would hide the index of a loop'],
]);

function whyReserved(name: string): string {
  return HIDDEN.get(name) ?? 'in an expression the word means something else';
}
