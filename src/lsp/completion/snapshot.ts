import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { JsonObject } from '../../json.ts';
import type { StepNode } from '../../check/model/index.ts';
import type { DirectusSnapshot } from '../../check/project-facts.ts';
import { typeText } from '../../check/types/type-text.ts';

/** Settings whose keys are fields of the step's collection. */
const FIELD_OBJECTS: ReadonlySet<string> = new Set(['item', 'data', 'filter', 'deep']);
const FIELD_LISTS: ReadonlySet<string> = new Set(['fields', 'sort', 'groupBy']);
const OPERATORS =
  '_eq _neq _lt _lte _gt _gte _in _nin _null _nnull _contains _ncontains _starts_with _ends_with _between _empty _nempty'.split(
    ' ',
  );
const LOGIC = ['_and', '_or'];

/** The fields that an object in the settings of a step can have, and the operators of a filter. */
export function snapshotKeys(
  step: StepNode,
  path: readonly (string | number)[],
  snapshot: DirectusSnapshot | undefined,
) {
  const [setting, ...inside] = path;
  if (typeof setting !== 'string' || !FIELD_OBJECTS.has(setting)) return [];
  const names = inside.filter((key) => typeof key === 'string' && !LOGIC.includes(key));
  if (setting === 'filter' && names.length > 0) return OPERATORS.map((name) => key(name, {}));
  const fields = fieldsOf(step, snapshot);
  if (names.length > 0 || fields === undefined) return [];
  const keys = [...fields.values()].map(({ name, directusType, isRequired }) =>
    key(name, { description: `Field of type ${directusType}.` }, isRequired && setting !== 'filter'),
  );
  return setting === 'filter' ? [...keys, ...LOGIC.map((name) => key(name, { type: 'array' }))] : keys;
}

/** The values that a setting can have because the project's Directus has such collections and fields. */
export function snapshotValues(
  step: StepNode,
  path: readonly (string | number)[],
  snapshot: DirectusSnapshot | undefined,
): CompletionItem[] {
  const [setting] = path;
  if (snapshot === undefined || typeof setting !== 'string') return [];
  if (setting === 'collection' && path.length === 1) {
    return [...snapshot.collections.keys()].map((label) => ({
      label,
      kind: CompletionItemKind.Class,
      detail: 'collection',
    }));
  }
  if (!FIELD_LISTS.has(setting)) return [];
  return [...(fieldsOf(step, snapshot)?.values() ?? [])].map(({ name, type, directusType }) => ({
    label: name,
    kind: CompletionItemKind.Field,
    detail: type.kind === 'any' ? directusType : typeText(type),
  }));
}

function fieldsOf({ step }: StepNode, snapshot: DirectusSnapshot | undefined) {
  const { collection } = step.config;
  return typeof collection === 'string' ? snapshot?.collections.get(collection) : undefined;
}

function key(name: string, schema: JsonObject, isRequired = false) {
  return { name, schema, isRequired };
}
