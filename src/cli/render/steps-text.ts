import { typeText } from '../../codegen/type-text.ts';
import type { JsonObject } from '../../json.ts';
import { durationText } from './duration-text.ts';
import { wrapText } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
import { settingsText } from './settings-text.ts';
import { renderTable } from './table.ts';

/** What is known about a step type. */
export interface StepFacts {
  type: string;
  dialect: 1 | 2;
  summary: string;
  needs: readonly string[];
  /** In words. */
  effect: string;
  timeout: { defaultMs: number; maxMs: number } | null;
  /** JSON Schema of the settings. */
  settings: JsonObject;
  /** JSON Schema of the result. */
  result: JsonObject;
  /** A step as it stands in a flow. */
  example: JsonObject;
}

export function stepsTable(steps: readonly StepFacts[], palette: Palette, width: number): string {
  return renderTable<StepFacts>(
    [
      { title: 'TYPE', value: ({ type }) => type, paint: (cell) => palette.accent(cell) },
      { title: 'EFFECT', value: ({ effect }) => effect.replaceAll(/ \([^)]*\)/g, '').replaceAll('; ', ' or ') },
      { title: 'NEEDS', value: ({ needs }) => needs.join(', ') },
      { title: 'WHAT IT DOES', value: ({ summary }) => summary, paint: (cell) => palette.dim(cell) },
    ],
    steps,
    { width, title: (text) => palette.dim(text) },
  );
}

/** One step type: facts, settings, result, example. */
export function stepDetails(facts: StepFacts, palette: Palette, width: number): string {
  const limit = facts.timeout === null ? 'none of its own' : durationText(facts.timeout.defaultMs);
  return [
    `${palette.strong(facts.type)}  ${facts.summary}`,
    '',
    `${palette.dim('Needs  ')} ${facts.needs.join(', ') || 'nothing'}`,
    `${palette.dim('Effect ')} ${facts.effect}`,
    `${palette.dim('Limit  ')} ${limit}`,
    '',
    palette.dim('Settings'),
    settingsText(facts.settings, palette, width),
    '',
    palette.dim('Result'),
    ...wrapText(typeText(facts.result), width - 2).map((line) => `  ${line}`),
    '',
    palette.dim('Example'),
    jsonText(facts.example, palette),
  ].join('\n');
}
