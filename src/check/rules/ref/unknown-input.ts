import type { Finding } from '../../finding.ts';
import { isAskedFor, type FlowModel, type ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { declaredParameters, type DeclaredParameters } from './declared-parameters.ts';
import { nearestHere, rootOf } from './names-here.ts';
import { otherSpellingOf } from './parameter-spellings.ts';

export const refUnknownInput: Rule = {
  name: 'ref/unknown-input',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A parameter is read that the flow does not take, or is spelt in two ways.',
  explanation:
    'With an `input` schema, its properties are the parameters. One that is nearly the same is a misspelling. One that is quite another is an error where the schema takes no others (`additionalProperties: false`), because it can never be there; where the schema does not say, it is a warning: whoever calls the flow, a model above all, learns the names from the schema and will not give it.\n\nWithout a schema nothing is known, but two spellings of one name in the same flow (`profile_id`, `profileId`) cannot both be right.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "job", "config": { "collection": "media_jobs", "id": "$input.job_id" } },
{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "id": "$input.jobId", "file": "$job.file_id" } } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "job", "config": { "collection": "media_jobs", "id": "$input.job_id" } },
{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "id": "$input.job_id", "file": "$job.file_id" } } }`,
  },
  bindings: ['input'],
  reference(reference, { model, project, report }) {
    if (reference.binding?.kind !== 'input') return;
    const [name] = reference.fields;
    if (typeof name !== 'string') return;
    const schema = model.flow.input;
    const declared = schema === undefined ? undefined : declaredParameters(schema);
    const identity: readonly string[] = project.identityFields ?? IDENTITY_FIELDS;
    // Who somebody is never comes from a parameter: that is a mistake of its own, and the greater one.
    if (declared?.names.has(name) === true || identity.includes(name)) return;
    const finding =
      schema === undefined ? misspelt(reference, name, model) : declared && undeclared(reference, name, declared);
    if (finding !== undefined) report({ ...finding, reference });
  },
};

const IDENTITY_FIELDS = ['user_id', 'userId', 'owner', 'owner_id', 'user_created', 'user_updated', 'created_by'];

function undeclared(reference: ReferenceNode, name: string, declared: DeclaredParameters): Finding | undefined {
  const { names, others } = declared;
  const listed = [...names];
  const near = nearestHere(name, listed);
  const isGuarded = isAskedFor(reference);
  if (near === undefined && (others === 'open' || (isGuarded && others === 'unsaid'))) return undefined;
  const isSure = others === 'closed' || (near !== undefined && others === 'unsaid');
  const meant = near === undefined ? '' : `; did you mean "${near.name}"?`;
  return {
    message: `the flow's "input" has no parameter "${name}"${meant}`,
    place: placeOf(reference, name),
    label: 'not in "input"',
    related: [{ place: { pointer: '/input', at: 'key' }, label: 'the parameters' }],
    notes: [
      `parameters: ${listed.slice(0, 12).join(', ')}${listed.length > 12 ? ` and ${listed.length - 12} more` : ''}`,
    ],
    severity: isSure ? 'error' : 'warning',
    fix: near?.isOnly === true ? rename(reference, name, near.name, isSure ? 'safe' : 'unsafe') : undefined,
  };
}

function misspelt(reference: ReferenceNode, name: string, model: FlowModel): Finding | undefined {
  const other = otherSpellingOf(name, model);
  if (other === undefined) return undefined;
  const sigil = reference.reference.text.startsWith('$') ? '$' : '';
  const { root } = reference.reference;
  return {
    message: `"${sigil}${root}.${name}" and "${sigil}${root}.${other.name}" look like the same parameter`,
    place: placeOf(reference, name),
    related: [{ place: placeOf(other.first, other.name), label: 'the other spelling' }],
    severity: other.isTransposed ? 'warning' : 'error',
    fix: rename(reference, name, other.name, other.isUsual ? 'safe' : 'unsafe'),
  };
}

/** Only the name of the parameter; `["any key"]` as a whole reference. */
function placeOf(reference: ReferenceNode, name: string): Finding['place'] {
  const range = fieldRange(reference, name) ?? { start: reference.reference.start, end: reference.reference.end };
  return { pointer: reference.text.pointer, range };
}

function fieldRange(reference: ReferenceNode, name: string): { start: number; end: number } | undefined {
  const { end } = rootOf(reference);
  const start = end + 1;
  const { value } = reference.text;
  return value[end] === '.' && value.startsWith(name, start) ? { start, end: start + name.length } : undefined;
}

function rename(reference: ReferenceNode, name: string, to: string, safety: 'safe' | 'unsafe'): Finding['fix'] {
  const range = fieldRange(reference, name);
  if (range === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(to)) return undefined;
  const { pointer } = reference.text;
  return { title: `"${to}"`, safety, changes: [{ kind: 'replace-text', pointer, range, text: to }] };
}
