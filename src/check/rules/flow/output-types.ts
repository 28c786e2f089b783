import { joinPointer } from '../../../flow/index.ts';
import { isJsonObject, type Json } from '../../../json.ts';
import type { Finding } from '../../finding.ts';
import type { TextNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { describeValue } from '../../settings/describe-value.ts';
import { settingName } from '../../settings/setting-name.ts';
import { isAssignable, typeOfSchema, typesOf, typeText, withoutNull, type Type } from '../../types/index.ts';

/** Values in `output` of another type than `output_schema` lets through. Where one of the two is not known nothing is said. */
export function outputTypeFindings(context: RuleContext): Finding[] {
  const { flow, output } = context.model;
  if (flow.output === undefined || flow.outputSchema === undefined) return [];
  const reader = new OutputReader(output, context);
  reader.compare(flow.output, { type: typeOfSchema(flow.outputSchema), schema: flow.outputSchema }, []);
  return reader.findings;
}

class OutputReader {
  readonly findings: Finding[] = [];
  readonly #texts: ReadonlyMap<string, TextNode>;
  readonly #context: RuleContext;

  constructor(texts: readonly TextNode[], context: RuleContext) {
    this.#texts = new Map(texts.map((text) => [text.pointer, text]));
    this.#context = context;
  }

  compare(value: Json, { type: target, schema }: Target, path: readonly (string | number)[]): void {
    if (target.kind === 'any') return;
    const pointer = path.reduce(joinPointer, '/output');
    if (isOpenToOthers(schema) && (typeof value !== 'object' || value === null)) return;
    if (typeof value === 'string') {
      const text = this.#texts.get(pointer);
      if (text !== undefined) this.#compareText(text, target, path);
    } else if (Array.isArray(value) && target.kind === 'list') {
      for (const [index, item] of value.entries())
        this.compare(item, { type: target.item, schema: partOf(schema, 'items') }, [...path, index]);
    } else if (isJsonObject(value) && target.kind === 'object') {
      for (const [name, { type }] of target.fields) {
        if (!Object.hasOwn(value, name)) continue;
        this.compare(value[name]!, { type, schema: partOf(partOf(schema, 'properties'), name) }, [...path, name]);
      }
    } else if (!canBe(value, target)) {
      this.#report({ path, pointer, target, what: `it is ${describeValue(value)}`, label: undefined });
    }
  }

  #compareText(text: TextNode, target: Type, path: readonly (string | number)[]): void {
    const { value, pointer, references, expressions } = text;
    if (text.problems.length > 0 || references.some(({ isClaimed }) => isClaimed)) return;
    if (references.length === 0 && expressions.length === 0) {
      // A "$" may be written twice to stand for itself.
      const type: Type = /[${]/.test(value) ? { kind: 'string' } : { kind: 'string', values: [value] };
      if (!isAssignable(type, target))
        this.#report({ path, pointer, target, what: `it is ${describeValue(value)}`, label: undefined });
      return;
    }
    const type = withoutNull(typesOf(this.#context).ofText(text));
    if (isAssignable(type, target)) return;
    const label = typeText(type);
    const [reference] = references;
    const isWhole = reference?.reference.isWholeValue === true;
    const what = `${isWhole ? `"${reference.reference.text}"` : 'what is written'} is ${label}`;
    this.#report({ path, pointer, target, what, label });
  }

  #report({ path, pointer, target, what, label }: Mismatch): void {
    const name = path.length === 0 ? 'the output' : `"${settingName(path)}"`;
    this.findings.push({
      message: `"output_schema" says that ${name} is ${typeText(target)}, but ${what}`,
      place: { pointer },
      ...(label === undefined ? {} : { label }),
    });
  }
}

interface Target {
  type: Type;
  /** As it is written, where it is written right there. */
  schema: Json | undefined;
}

interface Mismatch {
  path: readonly (string | number)[];
  pointer: string;
  target: Type;
  what: string;
  label: string | undefined;
}

function partOf(schema: Json | undefined, key: string): Json | undefined {
  return isJsonObject(schema) && Object.hasOwn(schema, key) ? schema[key] : undefined;
}

/** Keywords about objects and lists let everything else through, as long as there is no "type". */
function isOpenToOthers(schema: Json | undefined): boolean {
  return isJsonObject(schema) && !['type', 'enum', 'const'].some((keyword) => Object.hasOwn(schema, keyword))
    ? ['properties', 'prefixItems'].some((keyword) => Object.hasOwn(schema, keyword))
    : false;
}

/** A value that is no text. */
function canBe(value: Json, target: Type): boolean {
  if (target.kind === 'union') return target.members.some((member) => canBe(value, member));
  switch (target.kind) {
    case 'any':
      return true;
    case 'null':
      return value === null;
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'number':
      return typeof value === 'number' && (!target.isInteger || Number.isInteger(value));
    default:
      return typeof value === target.kind;
  }
}
