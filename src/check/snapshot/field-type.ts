import { ANY, type Type } from '../types/type.ts';

const TEXT: Type = { kind: 'string' };
const DATE_TIME: Type = { kind: 'string', format: 'date-time' };

/** How values of a Directus type come out of its API. Numbers that a double cannot hold exactly come as texts. */
const TYPES: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['string', TEXT],
  ['text', TEXT],
  ['hash', TEXT],
  ['binary', TEXT],
  ['uuid', { kind: 'string', format: 'uuid' }],
  ['integer', { kind: 'number', isInteger: true }],
  ['float', { kind: 'number', isInteger: false }],
  ['bigInteger', TEXT],
  ['decimal', TEXT],
  ['boolean', { kind: 'boolean' }],
  ['csv', { kind: 'list', item: TEXT }],
  ['timestamp', DATE_TIME],
  ['dateTime', DATE_TIME],
  ['date', TEXT],
  ['time', TEXT],
]);

/** Relations, JSON and geometry can be anything: what is read of them depends on the request. */
export function fieldTypeOf(directusType: string): Type {
  return TYPES.get(directusType) ?? ANY;
}
