import type { Catalogue } from '../catalogue.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { StepType } from '../step.ts';
import { GENERATED } from './generated.ts';
import { RESULT_TYPES, resultTypeText, SETTING_TYPES, settingTypeText } from './setting-type-text.ts';

/** Where the types of the built-in steps stand that `defineFlow` checks settings against. */
export const STEP_TYPES_FOLDER = 'src/kit/flow/step-types';

const MAX_WIDTH = 120;

/** One module a step type, and one that lists them: texts by path. */
export function stepTypesModules(catalogue: Catalogue): Map<string, string> {
  const files = new Map<string, string>();
  for (const stepType of catalogue.types) files.set(pathOf(stepType), moduleText(stepType));
  files.set(`${STEP_TYPES_FOLDER}/index.ts`, indexText(catalogue.types));
  return files;
}

function moduleText(stepType: StepType): string {
  const { type, summary, settingsSchema, resultSchema, rawSettings } = stepType;
  const name = pascalCase(type);
  const properties = Object.entries(settingsSchema.properties as Record<string, Json>);
  const required = new Set(settingsSchema.required as string[] | undefined);
  const fields = properties.map(([key, schema]) => {
    const description = isJsonObject(schema) && typeof schema.description === 'string' ? schema.description : undefined;
    const typeText = settingTypeText(key, schema, rawSettings[key]);
    const field = fieldText(key, typeText, required.has(key));
    return description === undefined ? field : `  /** ${oneLine(description)} */\n${field}`;
  });
  const settings =
    fields.length === 0
      ? `export type ${name}Settings = Readonly<Record<string, never>>;`
      : `export interface ${name}Settings {\n${fields.join('\n')}\n}`;
  const result = declarationText(`export type ${name}Result = `, resultTypeText(resultSchema));
  const body = `/** ${oneLine(summary)} */\n${settings}\n\n${result}\n`;
  return `// ${GENERATED}\n${importText('../types/reference.ts', RESULT_TYPES, body)}${importText('../types/setting.ts', SETTING_TYPES, body)}\n${body}`;
}

function fieldText(key: string, typeText: string, isRequired: boolean): string {
  const line = isRequired ? `  readonly ${key}: ${typeText};` : `  readonly ${key}?: ${typeText} | undefined;`;
  if (line.length <= MAX_WIDTH) return line;
  return isRequired
    ? `  readonly ${key}: ${brokenText(typeText, '  ')};`
    : `  readonly ${key}?:\n    | ${brokenText(typeText, '      ')}\n    | undefined;`;
}

/** A setting's type over several lines: an object, a list, a choice, or what fits into a line of its own. */
function brokenText(typeText: string, indent: string): string {
  const [, inner] = /^Setting<(.*)>$/s.exec(typeText) ?? [];
  if (inner === undefined) return typeText;
  if (OBJECT.test(inner)) return `Setting<${brokenObject(inner, indent)}>`;
  const deeper = `${indent}  `;
  if (deeper.length + inner.length <= MAX_WIDTH) return `Setting<\n${deeper}${inner}\n${indent}>`;
  const entry = /^readonly (.*)\[\]$/s.exec(inner)?.[1];
  if (entry !== undefined) return `Setting<\n${deeper}readonly ${brokenText(entry, deeper)}[]\n${indent}>`;
  const branches = splitTopLevel(inner, '|').map((branch) => `${deeper}| ${branch}`);
  return `Setting<\n${branches.join('\n')}\n${indent}>`;
}

const OBJECT = /^\{ (.*) \}$/s;

function brokenObject(typeText: string, indent: string): string {
  const members = splitTopLevel(OBJECT.exec(typeText)![1]!, ';').map((member) => memberText(member, `${indent}  `));
  return `{\n${members.join('\n')}\n${indent}}`;
}

function memberText(member: string, indent: string): string {
  const line = `${indent}${member};`;
  if (line.length <= MAX_WIDTH) return line;
  const [, head, typeText, optional = ''] = /^(readonly \S+: )(.*?)( \| undefined)?$/s.exec(member) ?? [];
  if (head === undefined || typeText === undefined) return line;
  if (optional === '') return `${indent}${head}${brokenText(typeText, indent)};`;
  return `${indent}${head.trimEnd()}\n${indent}  | ${brokenText(typeText, `${indent}    `)}\n${indent}  | undefined;`;
}

/** Cuts at a sign that stands in no brackets and no text. */
function splitTopLevel(text: string, sign: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('<{(['.includes(character)) depth++;
    else if ('>})]'.includes(character)) depth--;
    if (character === sign && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

function declarationText(head: string, typeText: string): string {
  const line = `${head}${typeText};`;
  if (line.length <= MAX_WIDTH) return line;
  const [, object, brackets = ''] = /^(\{ .* \})(\[\])?$/s.exec(typeText) ?? [];
  return object === undefined ? line : `${head}${brokenObject(object, '')}${brackets};`;
}

function indexText(types: readonly StepType[]): string {
  const imports = types.map((stepType) => {
    const name = pascalCase(stepType.type);
    const line = `import type { ${name}Result, ${name}Settings } from './${fileName(stepType)}';`;
    if (line.length <= MAX_WIDTH) return line;
    return `import type {\n  ${name}Result,\n  ${name}Settings,\n} from './${fileName(stepType)}';`;
  });
  const entries = types.map(({ type, summary }) => {
    const name = pascalCase(type);
    const key = type.includes('-') ? `'${type}'` : type;
    return `  /** ${oneLine(summary)} */\n  ${key}: { settings: ${name}Settings; result: ${name}Result };`;
  });
  return [
    `// ${GENERATED}`,
    ...imports,
    '',
    '/** Settings and results of the built-in step types. */',
    'export interface BuiltInStepTypes {',
    ...entries,
    '}',
    '',
  ].join('\n');
}

function importText(from: string, names: readonly string[], body: string): string {
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return used.length === 0 ? '' : `import type { ${used.join(', ')} } from '${from}';\n`;
}

function pathOf(stepType: StepType): string {
  return `${STEP_TYPES_FOLDER}/${fileName(stepType)}`;
}

function fileName({ type }: StepType): string {
  return `${type.replaceAll(/[_:]/g, '-')}.ts`;
}

function pascalCase(type: string): string {
  return type.replaceAll(/(?:^|[_:-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Nothing in a description ends the comment. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('*/', '*\\/');
}
