import { nearestName } from '../../../nearest-name.ts';
import { isJsonObject, type Json } from '../../../json.ts';
import type { StepNode } from '../../model/index.ts';
import type { PathLink } from '../../model/texts.ts';
import type { ProjectFacts } from '../../project-facts.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { directusRequest, ownValue, pointerTo } from './directus-request.ts';
import { fieldCalled } from './field-name.ts';
import { functionLike, isFunction, unknownFunction } from './functions.ts';
import { walkFilter, type FilterPlace, type FilterVisitor } from './filter-walk.ts';
import { isOperator, operatorCalled, OPERATORS } from './operators.ts';
import { isSoundFilter } from './sound-filter.ts';

/** Operators that nobody names a field after: below a field they lack their underscore. */
const CERTAIN: ReadonlySet<string> = new Set(
  'eq neq lt lte gt gte nin nnull icontains ncontains starts_with ends_with nbetween'.split(' '),
);

export const directusUnknownOperator: Rule = {
  name: 'directus/unknown-operator',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A filter uses an operator or a function that Directus does not have.',
  explanation:
    'Operators of Directus begin with an underscore: `{ "status": { "_eq": "draft" } }`. One that it does not know makes the server refuse the request, or is taken for a field of a relation. Patterns (`_regex`) are for validation only; in a filter there are `_contains`, `_starts_with` and `_ends_with`. The functions around a field are `year`, `month`, `week`, `day`, `weekday`, `hour`, `minute`, `second`, `count` and `json`.',
  bad: {
    text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "filter": { "status": { "_eqq": "queued" } } } }',
  },
  good: {
    text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "filter": { "status": { "_eq": "queued" } } } }',
  },
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(step, context) {
    const request = directusRequest(step);
    if (request === undefined) return;
    for (const { settings, link } of request.queries) {
      const filter = ownValue(settings, 'filter');
      if (!isJsonObject(filter) || isSoundFilter(filter)) continue;
      const start = { snapshot: context.project.snapshot, collection: request.collection };
      walkFilter(filter, { ...start, link: { up: link, key: 'filter' } }, new OperatorNames(step, context));
    }
  },
};

class OperatorNames implements FilterVisitor {
  readonly #step: StepNode;
  readonly #context: RuleContext;

  constructor(step: StepNode, context: RuleContext) {
    this.#step = step;
    this.#context = context;
  }

  operator(name: string, _value: Json, link: PathLink, { field }: FilterPlace): void {
    if (isOperator(name)) return;
    const written = name.startsWith('$') ? `_${name.slice(1)}` : name;
    const nearest = operatorLike(written);
    // At the top of a filter it may be a field with an odd name.
    if (field === undefined && nearest !== '_and' && nearest !== '_or') return;
    this.#report(name, nearest, link);
  }

  field(name: string, _value: Json, link: PathLink, place: FilterPlace): void {
    const { called } = fieldCalled(name);
    if (called !== undefined && !isFunction(called)) this.#reportFunction(name, called, link);
    if (place.field === undefined || !isOperator(`_${name}`)) return;
    if (isNoField(name, place, this.#context.project)) this.#report(name, `_${name}`, link);
  }

  #reportFunction(name: string, called: string, link: PathLink): void {
    const pointer = pointerTo(this.#step, link);
    const nearest = functionLike(called);
    const key = `${nearest}${name.slice(called.length)}`;
    this.#context.report({
      ...unknownFunction(called, nearest, { pointer, at: 'key' }),
      fix:
        nearest === undefined
          ? undefined
          : { title: `"${key}"`, safety: 'safe', changes: [{ kind: 'rename-key', pointer, key }] },
    });
  }

  #report(name: string, nearest: string | undefined, link: PathLink): void {
    const pointer = pointerTo(this.#step, link);
    this.#context.report({
      message: `unknown filter operator ${shortText(name)}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place: { pointer, at: 'key' },
      label: 'no such operator',
      notes: nearest === undefined ? [`operators are ${OPERATORS.join(', ')}`] : [],
      fix:
        nearest === undefined
          ? undefined
          : {
              title: `"${nearest}"`,
              safety: isSpelling(name, nearest) ? 'safe' : 'unsafe',
              changes: [{ kind: 'rename-key', pointer, key: nearest }],
            },
    });
  }
}

/** Below a field that is no relation, and below a relation to items without such a field, an operator is meant. */
function isNoField(name: string, { known, collection }: FilterPlace, { snapshot }: ProjectFacts): boolean {
  const fields = collection === undefined ? undefined : snapshot?.collections.get(collection);
  if (fields !== undefined) return !fields.has(name);
  const isPlain = known !== undefined && known.directusType !== 'alias' && known.relatedCollection === undefined;
  return isPlain || CERTAIN.has(name);
}

function operatorLike(name: string): string | undefined {
  return operatorCalled(name) ?? (isOperator(name) ? name : nearestName(name, OPERATORS));
}

/** Operators of other languages that sound different may also mean something else: `_like` takes a pattern. */
function isSpelling(name: string, nearest: string): boolean {
  return nearestName(name, [nearest]) !== undefined;
}
