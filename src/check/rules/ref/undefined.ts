import type { Finding } from '../../finding.ts';
import { keyPointer, stepTitle, type FlowModel, type ReferenceNode, type StepNode } from '../../model/index.ts';
import { rememberLatest } from '../../remember-latest.ts';
import type { Rule } from '../../rule.ts';
import { explainUnbound } from './explain-unbound.ts';
import { listNames, namesHere, nearestHere, rootOf } from './names-here.ts';

export const refUndefined: Rule = {
  name: 'ref/undefined',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A reference begins with a name that means nothing where it stands.',
  explanation:
    'A reference starts with `input`, `context`, `env`, `user`, `steps` or the `result_key` of an earlier step. Anything else fails the step when it runs. Results made inside `loop`, `parallel` and `wait-for` can be read there only, behind it through the result of that step; `$error` exists in `on_error`, `$item` and `$index` in `loop`.\n\nFor a dollar sign that is no reference write `$$`: `$$NOW` sends `$NOW` to Directus.',
  bad: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$captoin.response" } } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$caption.response" } } }`,
  },
  bindings: ['unbound'],
  reference(reference, { model, report }) {
    if (reference.binding !== undefined) return;
    const finding = explain(reference, model);
    if (finding === undefined) return;
    const { start, end } = rootOf(reference);
    report({ place: { pointer: reference.text.pointer, range: { start, end } }, ...finding, reference });
  },
};

type Explanation = Omit<Finding, 'place' | 'reference'>;

function explain(reference: ReferenceNode, model: FlowModel): Explanation | undefined {
  const { written } = rootOf(reference);
  const unbound = explainUnbound(reference, model);
  switch (unbound.why) {
    case 'own':
    case 'later':
    case 'refused':
      return undefined;
    case 'inside':
      return {
        message: `"${written}" is made inside ${stepTitle(unbound.holder)} (${unbound.holder.step.type}) and can be read only there`,
        related: [setHere(unbound.step)],
        notes: howToReadInside(unbound.step, unbound.holder),
      };
    case 'branch':
      return {
        message: `"${written}" is made in another branch, which never runs together with this one`,
        related: [setHere(unbound.step)],
      };
    case 'finally':
      return { message: `"${written}" is made in "finally", which runs last`, related: [setHere(unbound.step)] };
    case 'unknown':
      return explainUnknown(reference, model);
  }
}

function setHere(step: StepNode): { place: { pointer: string }; label: string } {
  return { place: { pointer: keyPointer(step) }, label: `set here, by ${stepTitle(step)}` };
}

function howToReadInside({ step: { key }, list, parent }: StepNode, { step: holder }: StepNode): string[] {
  if (holder.key === undefined || parent?.step !== holder) return [];
  if (holder.type === 'loop')
    return [`behind it write $${holder.key}[0].${key}: the result has an entry for each round`];
  if (holder.type === 'parallel') return [`behind it write $${holder.key}.${list!.path.at(-1)!}.${key}`];
  return holder.type === 'wait-for'
    ? [`behind it $${holder.key}.result is what the last step of the last poll made`]
    : [];
}

/** Variables that Directus itself fills in where a filter or an item holds them. */
const DIRECTUS_VARIABLES: ReadonlySet<string> = new Set([
  'NOW',
  'CURRENT_USER',
  'CURRENT_ROLE',
  'CURRENT_ROLES',
  'CURRENT_POLICIES',
]);

function explainUnknown(reference: ReferenceNode, model: FlowModel): Explanation | undefined {
  const { root } = reference.reference;
  const { written, start, nameStart, end } = rootOf(reference);
  const { pointer } = reference.text;
  const replaceRoot = (text: string, from: number) =>
    ({ kind: 'replace-text', pointer, range: { start: from, end }, text }) as const;
  if (DIRECTUS_VARIABLES.has(root) && written !== root) {
    const who = root === 'NOW' ? [] : ['the runner signs in as an administrator: the person is $context.user_id'];
    return {
      message: `"${written}" is not defined; write "$${written}" for Directus's own variable`,
      notes: who,
      fix: root === 'NOW' ? { title: '"$$NOW"', safety: 'safe', changes: [replaceRoot('$$NOW', start)] } : undefined,
    };
  }
  const names = namesHere(reference.text, model);
  const local = localNameFor(root, reference.site.step);
  const near = local === undefined ? nearestHere(root, names) : { name: local, isOnly: true };
  if (near === undefined && model.hasSyntaxErrors) return undefined;
  const meant = near === undefined ? '' : `; did you mean "${written === root ? '' : '$'}${near.name}"?`;
  const place = near === undefined ? placeOf(root, model) : undefined;
  return {
    message: `"${written}" is ${place === undefined ? 'not defined' : `only there ${place}`}${meant}`,
    label: 'nothing sets this',
    notes: [
      listNames(names),
      ...(near === undefined && written !== root ? [`for the text "${written}" itself write "$${written}"`] : []),
    ],
    fix:
      near?.isOnly === true
        ? {
            title: `"${written === root ? '' : '$'}${near.name}"`,
            safety: 'safe',
            changes: [replaceRoot(near.name, nameStart)],
          }
        : undefined,
  };
}

const PLACES: ReadonlyMap<string, string> = new Map([
  ['error', 'inside "on_error" and in "retry.if"'],
  ['item', 'inside a "loop"'],
  ['index', 'inside a "loop"'],
]);

/** Where a name that means nothing here does. */
function placeOf(root: string, model: FlowModel): string | undefined {
  return itemNames(model).has(root) ? 'inside the "loop" whose item it is' : PLACES.get(root);
}

const itemNames = rememberLatest(({ steps }: FlowModel): ReadonlySet<unknown> => {
  const names = new Set<unknown>();
  for (const { step } of steps) if (step.type === 'loop') names.add(step.config['as']);
  return names;
});

/** In a loop that gives its item another name, that one. */
function localNameFor(root: string, step: StepNode | undefined): string | undefined {
  if (root !== 'item') return undefined;
  for (let node = step?.parent; node !== undefined; node = node.parent) {
    const { as } = node.step.config;
    if (node.step.type === 'loop' && typeof as === 'string') return as;
  }
  return undefined;
}
