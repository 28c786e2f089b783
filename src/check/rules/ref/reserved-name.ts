import type { Change } from '../../finding.ts';
import type { FlowModel } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { freeName } from './free-name.ts';
import { rootOf } from './names-here.ts';
import { unreadableUses } from './reserved-result.ts';

export const refReservedName: Rule = {
  name: 'ref/reserved-name',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A result has a name that means something already.',
  explanation:
    'A result named `input` would hide the parameters, one named `context` the identity that the host vouches for; and words that the expression language knows (`type`, `list`, `in`, `loop`) cannot be read in an expression.',
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
      fix: { title: `"${newName}"`, safety: 'unsafe', changes: rename(name, newName, pointer, model) },
    });
  },
};

/** References to it mean what hides it; only where the word means nothing else are they about this result. */
function rename(name: string, newName: string, pointer: string, model: FlowModel): Change[] {
  const changes: Change[] = [{ kind: 'replace', pointer, value: newName }];
  for (const reference of model.references) {
    if (reference.binding !== undefined || reference.reference.root !== name) continue;
    const { nameStart, end } = rootOf(reference);
    const range = { start: nameStart, end };
    changes.push({ kind: 'replace-text', pointer: reference.text.pointer, range, text: newName });
  }
  for (const use of unreadableUses(name, model)) changes.push({ kind: 'replace-text', ...use, text: newName });
  return changes;
}

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
