import type { JsonObject } from '../json.ts';
import type { NumberShape, TextShape } from './shape.ts';

export function textShape({ minLength, maxLength, format, pattern }: JsonObject): TextShape {
  return {
    kind: 'text',
    minLength: numberOf(minLength) ?? 0,
    maxLength: numberOf(maxLength),
    format: typeof format === 'string' ? format : undefined,
    prefix: typeof pattern === 'string' ? prefixOf(pattern) : '',
  };
}

/** `^https://` says what every matching text starts with; of other patterns as much as is plain letters after the `^`. */
function prefixOf(pattern: string): string {
  if (!pattern.startsWith('^') || pattern.includes('|')) return '';
  const [letters = ''] = /^(?:[\w:/ @,=&#-]|\\[./?+*$-])*/.exec(pattern.slice(1)) ?? [];
  const isRepeated = /^[?*+{]/.test(pattern.slice(1 + letters.length));
  const certain = isRepeated ? letters.replace(/\\?.$/, '') : letters;
  return certain.replaceAll('\\', '');
}

export function numberShape(schema: JsonObject, type: 'number' | 'integer'): NumberShape {
  const isInteger = type === 'integer' || Number.isInteger(schema.multipleOf);
  const above = numberOf(schema.exclusiveMinimum);
  const below = numberOf(schema.exclusiveMaximum);
  const lowest = [numberOf(schema.minimum), above === undefined || !isInteger ? above : Math.floor(above) + 1];
  const highest = [numberOf(schema.maximum), below === undefined || !isInteger ? below : Math.ceil(below) - 1];
  return {
    kind: 'number',
    isInteger,
    minimum: extreme(Math.max, lowest),
    maximum: extreme(Math.min, highest),
  };
}

function extreme(choose: (...values: number[]) => number, bounds: (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length === 0 ? undefined : choose(...given);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
