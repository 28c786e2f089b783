import { typeText } from '../../codegen/type-text.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { wrapText } from './fit-text.ts';
import type { Palette } from './palette.ts';

/** The properties of an object schema: name, type, default, and below what they mean. */
export function settingsText(settings: JsonObject, palette: Palette, width: number): string {
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
