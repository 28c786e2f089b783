import type { JsonObject } from '../json.ts';
import type { SettingProblem } from '../step.ts';

/** The two ways to say which items `directus_read` reads exclude each other. */
export function readProblems({ id, filter }: JsonObject): SettingProblem[] {
  if (id === undefined || filter === undefined) return [];
  return [
    { kind: 'conflict', path: ['filter'], otherPath: ['id'], message: 'takes either "id" or "filter", not both' },
  ];
}
