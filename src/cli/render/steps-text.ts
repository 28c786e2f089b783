import { typeText } from '../../codegen/type-text.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { durationText } from './duration-text.ts';
import { wrapText } from './fit-text.ts';
import { jsonText } from './json-text.ts';
import type { Palette } from './palette.ts';
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

function settingsText(settings: JsonObject, palette: Palette, width: number): string {
  const properties = isJsonObject(settings.properties) ? Object.entries(settings.properties) : [];
  if (properties.length === 0) return '  none';
  const required = new Set(settings.required as string[] | undefined);
  const nameWidth = Math.max(...properties.map(([name]) => name.length)) + 1;
  const lines = properties.flatMap(([name, schema]) =>
    settingLines({ name, schema, isRequired: required.has(name), nameWidth, width }, palette),
  );
  if (required.size > 0) lines.push(palette.dim(`  ${palette.warning('*')} required`));
  return lines.join('\n');
}

interface Setting {
  name: string;
  schema: Json;
  isRequired: boolean;
  nameWidth: number;
  width: number;
}

function settingLines({ name, schema, isRequired, nameWidth, width }: Setting, palette: Palette): string[] {
  const { description, default: fallback } = isJsonObject(schema) ? schema : {};
  const margin = ' '.repeat(nameWidth + 4);
  const type = typeText(schema) + (fallback === undefined ? '' : `, default ${JSON.stringify(fallback)}`);
  const [first = '', ...rest] = wrapText(type, width - margin.length);
  const about = typeof description === 'string' ? wrapText(description, width - margin.length) : [];
  const mark = isRequired ? palette.warning('*') : ' ';
  const lines = [`  ${palette.accent(name)}${mark}${' '.repeat(nameWidth - name.length - 1)}  ${first}`];
  for (const line of rest) lines.push(`${margin}${line}`);
  for (const line of about) lines.push(`${margin}${palette.dim(line)}`);
  return lines;
}
