import { nearestName } from '../../nearest-name.ts';
import { withoutNull } from './join-types.ts';
import type { Type } from './type.ts';

const SHOWN_FIELDS = 5;
const SHOWN_VALUES = 6;

/**
 * A type in the words of a person: `a string`, `a list of creator_profiles`,
 * `{ response: string, model: string, … }`. Of an object five fields are shown, first the one nearest to `misspelt`; without it one of a collection is `an item of posts`.
 */
export function typeText(type: Type, misspelt?: string): string {
  const known = withoutNull(type);
  switch (known.kind) {
    case 'any':
      return 'a value';
    case 'null':
      return 'null';
    case 'boolean':
      return 'true or false';
    case 'number':
      return known.isInteger ? 'a whole number' : 'a number';
    case 'string':
      return valuesText(known.values) ?? 'a string';
    case 'list':
      return `a list${itemsText(known)}`;
    case 'object':
      if (known.of !== undefined && misspelt === undefined) return `an item of ${known.of}`;
      if (known.fields.size === 0) return 'an object';
      return fieldsText(known.fields, known.isOpen, misspelt);
    case 'union':
      return alternatives([...new Set(known.members.map((member) => typeText(member, misspelt)))]);
  }
}

/** `a, b or c` */
function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function valuesText(values: readonly string[] | undefined): string | undefined {
  if (values === undefined || values.length > SHOWN_VALUES) return undefined;
  const quoted = values.map((value) => JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value));
  return quoted.length === 1 ? quoted[0] : `one of ${quoted.join(', ')}`;
}

function itemsText({ item, of }: Extract<Type, { kind: 'list' }>): string {
  if (of !== undefined) return ` of ${of}`;
  switch (withoutNull(item).kind) {
    case 'string':
      return ' of strings';
    case 'number':
      return ' of numbers';
    case 'object':
      return ' of objects';
    default:
      return '';
  }
}

function fieldsText(
  fields: Extract<Type, { kind: 'object' }>['fields'],
  isOpen: boolean,
  misspelt: string | undefined,
): string {
  const names = [...fields.keys()];
  const nearest = misspelt === undefined ? undefined : nearestName(misspelt, names);
  const ordered = nearest === undefined ? names : [nearest, ...names.filter((name) => name !== nearest)];
  const shown = ordered.slice(0, SHOWN_FIELDS).map((name) => {
    const { type } = fields.get(name)!;
    return type.kind === 'any' ? name : `${name}: ${word(type)}`;
  });
  if (isOpen || ordered.length > SHOWN_FIELDS) shown.push('…');
  return `{ ${shown.join(', ')} }`;
}

/** A type in one word, as it stands behind the name of a field. */
function word(type: Type): string {
  const known = withoutNull(type);
  if (known.kind === 'number') return known.isInteger ? 'int' : 'number';
  if (known.kind === 'union') return [...new Set(known.members.map(word))].join(' | ');
  return known.kind;
}
