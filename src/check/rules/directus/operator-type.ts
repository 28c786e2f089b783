import { isJsonObject, type Json } from '../../../json.ts';
import type { Fix } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { PathLink } from '../../model/texts.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import { describeValue, shortText } from '../../settings/describe-value.ts';
import { directusRequest, ownValue, pointerTo } from './directus-request.ts';
import { walkFilter, type FilterPlace, type FilterVisitor } from './filter-walk.ts';
import { operandProblem } from './operand-problem.ts';
import { isOperator, operatorsFor } from './operators.ts';
import { isSoundFilter } from './sound-filter.ts';

export const directusOperatorType: Rule = {
  name: 'directus/operator-type',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A filter operator does not fit its value, or the type of its field.',
  explanation:
    '`_in` takes a list, `_between` two values, `_null` and `_empty` true or false, and all others one value. `null` beside a field is no condition: rows without a value are found with `_null`. An empty condition would let every item through, and is refused. Directus also refuses operators that a field has no use for: `_gt` on a boolean, `_contains` on a number, anything but `_null` on JSON. The second part needs a snapshot of the Directus; a value that is one whole reference is not looked at.',
  bad: {
    text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "filter": { "status": { "_in": "queued" } } } }',
  },
  good: {
    text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "filter": { "status": { "_in": ["queued"] } } } }',
  },
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(step, context) {
    const request = directusRequest(step);
    if (request === undefined) return;
    for (const { settings, link } of request.queries) {
      const filter = ownValue(settings, 'filter');
      if (!isJsonObject(filter)) continue;
      // What a field takes is known only with a snapshot.
      if (context.project.snapshot === undefined && isSoundFilter(filter)) continue;
      const start = { snapshot: context.project.snapshot, collection: request.collection };
      walkFilter(filter, { ...start, link: { up: link, key: 'filter' } }, new Operands(step, context));
    }
  },
};

class Operands implements FilterVisitor {
  readonly #step: StepNode;
  readonly #context: RuleContext;

  constructor(step: StepNode, context: RuleContext) {
    this.#step = step;
    this.#context = context;
  }

  operator(name: string, value: Json, link: PathLink, place: FilterPlace): void {
    if (!isOperator(name) || this.#isHomeless(name, link, place) || this.#isRefused(name, link, place)) return;
    const problem = operandProblem(name, value, place);
    if (problem === undefined) return;
    const pointer = pointerTo(this.#step, link);
    this.#context.report({
      message: `"${name}" takes ${problem.takes}, but got ${problem.got ?? describeValue(value)}`,
      place: { pointer, ...(typeof value === 'object' && value !== null ? { at: 'open' } : {}) },
      label: `takes ${problem.takes}`,
      fix: fixFor(problem, pointer),
    });
  }

  field(name: string, value: Json, link: PathLink): void {
    if (isJsonObject(value) && Object.keys(value).length === 0) this.#emptyCondition(name, link);
    if (value !== null) return;
    const pointer = pointerTo(this.#step, link);
    this.#context.report({
      message: `the condition ${shortText(name)} is null, which asks for nothing; for rows without a value write { "_null": true }`,
      place: { pointer },
      label: 'no condition',
      fix: {
        title: '{ "_null": true }',
        safety: 'unsafe',
        changes: [{ kind: 'replace', pointer, value: { _null: true } }],
      },
    });
  }

  #emptyCondition(name: string, link: PathLink): void {
    this.#context.report({
      message: `the condition ${shortText(name)} is empty, which every item fulfils; the step refuses it`,
      place: { pointer: pointerTo(this.#step, link), at: 'open' },
      label: 'no condition',
      notes: ['name an operator, such as { "_eq": … }, or leave the field out'],
    });
  }

  /** An operator at the top of a filter, with no field to compare. */
  #isHomeless(name: string, link: PathLink, { field }: FilterPlace): boolean {
    if (field !== undefined || name === '_and' || name === '_or') return false;
    this.#context.report({
      message: `"${name}" compares a field, and there is none around it; write { "field": { "${name}": … } }`,
      place: { pointer: pointerTo(this.#step, link), at: 'key' },
      label: 'of which field?',
    });
    return true;
  }

  /** The operator means nothing for a field of this type. */
  #isRefused(name: string, link: PathLink, { field, known }: FilterPlace): boolean {
    if (known === undefined || field?.called !== undefined || name === '_and' || name === '_or') return false;
    const taken = operatorsFor(known.directusType);
    if (taken === undefined || taken.has(name)) return false;
    // The related item is asked, not the key of the relation.
    if (known.relatedCollection !== undefined && (name === '_some' || name === '_none')) return false;
    this.#context.report({
      message: `"${name}" does not go with "${known.name}", which is of type ${known.directusType}`,
      place: { pointer: pointerTo(this.#step, link), at: 'key' },
      label: `not for ${known.directusType}`,
      notes: [`fields of type ${known.directusType} take ${[...taken].join(', ')}`],
    });
    return true;
  }
}

function fixFor(
  { instead, operator }: NonNullable<ReturnType<typeof operandProblem>>,
  pointer: string,
): Fix | undefined {
  if (instead !== undefined) {
    return { title: JSON.stringify(instead), safety: 'safe', changes: [{ kind: 'replace', pointer, value: instead }] };
  }
  if (operator === undefined) return undefined;
  return { title: `"${operator}"`, safety: 'unsafe', changes: [{ kind: 'rename-key', pointer, key: operator }] };
}
