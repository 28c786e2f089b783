import type { Catalogue } from '../catalogue.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';
import { effectText } from './effect-text.ts';
import { GENERATED } from './generated.ts';
import { resultSchema, settingsSchema } from './settings-schema.ts';
import { exampleStep } from './snippet.ts';
import { typeText } from './type-text.ts';

const DIALECTS = [
  { dialect: 1, title: 'Dialect 1', how: 'Settings stand under `config`, the result is named by `result_key`.' },
  { dialect: 2, title: 'Dialect 2', how: 'Settings stand beside `type`, the result is named by `name`.' },
] as const;

/** docs/steps.md: one section per step type. */
export function stepsDocument(catalogue: Catalogue): string {
  const parts = [
    `<!-- ${GENERATED} -->`,
    '# Step types',
    `${catalogue.types.length} step types. What every step has besides its settings (\`when\`, \`retry\`, \`on_error\`, …) is in ` +
      '[The flow language](flow-language.md). Every setting may also be a reference or an expression; the type below is the type of its value.',
  ];
  for (const { dialect, title, how } of DIALECTS) {
    const types = catalogue.types.filter((stepType) => stepType.dialect === dialect);
    if (types.length === 0) continue;
    parts.push(
      `## ${title}`,
      how,
      types.map(({ type, summary }) => `- [\`${type}\`](#${anchor(type)}): ${summary}`).join('\n'),
    );
    parts.push(...types.map(section));
  }
  return `${parts.join('\n\n')}\n`;
}

function section(stepType: StepType): string {
  const { schema } = settingsSchema(stepType);
  return [
    `### ${stepType.type}`,
    stepType.summary,
    facts(stepType, schema),
    settingsTable(schema),
    `Result: \`${typeText(resultSchema(stepType).schema)}\``,
    `\`\`\`json\n${JSON.stringify(exampleStep(stepType, 'result'), null, 2)}\n\`\`\``,
  ].join('\n\n');
}

function facts(stepType: StepType, settings: JsonObject): string {
  const needs = stepType.needs.length === 0 ? 'nothing' : stepType.needs.map((name) => `\`${name}\``).join(', ');
  return [
    `- Needs: ${needs}`,
    `- Effect: ${effectText(stepType, settings)}`,
    `- Time limit: ${limitText(stepType)}`,
  ].join('\n');
}

function limitText({ timeout }: StepType): string {
  if (timeout === null) return 'none of its own; the steps inside have theirs';
  const seconds = (ms: number) => `${ms / 1000} s`;
  if (timeout.defaultMs === timeout.maxMs) return seconds(timeout.maxMs);
  return `${seconds(timeout.defaultMs)}, at most ${seconds(timeout.maxMs)}`;
}

function settingsTable(settings: JsonObject): string {
  const properties = Object.entries(settings.properties as JsonObject);
  if (properties.length === 0) return 'No settings.';
  const required = new Set(settings.required as string[] | undefined);
  const rows = properties.map(([name, schema]) => row(name, schema, required.has(name)));
  return ['| setting | type | required | default | description |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function row(name: string, schema: Json, isRequired: boolean): string {
  const { default: fallback, description } = isJsonObject(schema) ? schema : {};
  const fallbackText = fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``;
  const cells = [
    `\`${name}\``,
    `\`${typeText(schema)}\``,
    isRequired ? 'yes' : '',
    fallbackText,
    typeof description === 'string' ? description : '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')).join(' | ')} |`;
}

/** As GitHub makes it from the heading. */
function anchor(type: string): string {
  return type.toLowerCase().replaceAll(/[^\w-]/g, '');
}
