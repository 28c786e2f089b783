import type { Json } from '../json.ts';
import { oneLine, plainName } from './one-line.ts';
import { waysOf, type Member, type Shape, type ShapeDocument } from './shape.ts';

const MAX_CHOICES = 20;

export interface DescribedParameter {
  name: string;
  isRequired: boolean;
  /** `text`, `"day" or "week"`, `whole number`. */
  type: string;
  description: string;
}

/** The parameters of a flow as a model reads about them. */
export interface DescribedParameters {
  parameters: DescribedParameter[];
  /** Sets of parameters of which one must be given whole; empty when there is no choice. */
  alternatives: string[][];
  /** Further parameters of any name are taken. */
  isOpen: boolean;
}

export function describeParameters(document: ShapeDocument): DescribedParameters {
  const ways = waysOf(document);
  const isAlwaysRequired = (name: string) =>
    ways.every(({ members }) => members.some((member) => member.name === name && member.isRequired));
  const byName = new Map<string, Member[]>();
  for (const member of ways.flatMap(({ members }) => members))
    byName.set(member.name, [...(byName.get(member.name) ?? []), member]);
  const parameters = [...byName].map(([name, members]): DescribedParameter => {
    const types = members.map(({ shape }) => typeText(shape, document));
    const texts = members.map(({ schema }) =>
      typeof schema.description === 'string' ? oneLine(schema.description) : '',
    );
    return {
      name,
      isRequired: isAlwaysRequired(name),
      type: [...new Set(types)].join(' or '),
      description: texts.find((text) => text !== '') ?? '',
    };
  });
  const sets = ways.map(({ members }) =>
    members.filter(({ name, isRequired }) => isRequired && !isAlwaysRequired(name)).map(({ name }) => name),
  );
  return {
    parameters,
    alternatives: sets.length > 1 && sets.every((names) => names.length > 0) ? sets : [],
    isOpen: ways.some(({ others }) => others.kind !== 'never'),
  };
}

/** `platform ("x" or "reddit", required): Where the post will appear.; tone (text)` in one line. */
export function parameterLine({ parameters, alternatives, isOpen }: DescribedParameters, isShort: boolean): string {
  const parts = parameters.map(({ name, type, isRequired, description }) => {
    const about = description === '' || (isShort && !isRequired) ? '' : `: ${description.replace(/\.$/, '')}`;
    return `${plainName(name)} (${type}${isRequired ? ', required' : ''})${about}`;
  });
  if (parameters.length === 0) parts.push(isOpen ? 'any JSON object' : 'none, write {}');
  const choice =
    alternatives.length === 0
      ? ''
      : `. At least one of: ${alternatives.map((names) => names.map(plainName).join(' with ')).join(', ')}`;
  return `${parts.join('; ')}${choice}`;
}

function typeText(shape: Shape, document: ShapeDocument, depth = 0): string {
  switch (shape.kind) {
    case 'values':
      return valuesText(shape.values);
    case 'text':
      return shape.format === undefined ? 'text' : plainName(shape.format);
    case 'number':
      return `${shape.isInteger ? 'whole number' : 'number'}${rangeText(shape.minimum, shape.maximum)}`;
    case 'list':
      return shape.rest.kind === 'any' ? 'list' : `list of ${typeText(shape.rest, document, depth + 1)}`;
    case 'object':
      return depth > 1 || shape.members.length === 0 ? 'object' : objectText(shape.members, document, depth);
    case 'choice':
      return [...new Set(shape.options.map((option) => typeText(option, document, depth)))].join(' or ');
    case 'reference':
      return depth > 2
        ? 'value'
        : typeText(document.definitions.get(shape.pointer) ?? { kind: 'any' }, document, depth + 1);
    default:
      return 'any value';
  }
}

function objectText(members: readonly Member[], document: ShapeDocument, depth: number): string {
  return `{${members.map(({ name, isRequired, shape }) => `${plainName(name)}${isRequired ? '' : '?'}: ${typeText(shape, document, depth + 1)}`).join(', ')}}`;
}

function valuesText(values: readonly Json[]): string {
  if (values.length === 2 && values.includes(true) && values.includes(false)) return 'true or false';
  const shown = values.slice(0, MAX_CHOICES).map((value) => JSON.stringify(value));
  return values.length > MAX_CHOICES ? `${shown.join(', ')} or another` : shown.join(' or ');
}

function rangeText(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return maximum === undefined ? '' : ` up to ${maximum}`;
  return maximum === undefined ? ` from ${minimum}` : ` from ${minimum} to ${maximum}`;
}
