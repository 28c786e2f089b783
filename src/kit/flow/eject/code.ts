import { quote } from './quote.ts';

/** What is longer than a line is broken. */
const MAX_WIDTH = 100;

/** A piece of TypeScript, before it is laid out. */
export type Code =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Code])[] }
  | { readonly kind: 'list'; readonly items: readonly Code[] }
  | { readonly kind: 'call'; readonly callee: string; readonly values: readonly Code[] }
  | { readonly kind: 'function'; readonly parameters: string; readonly statements: readonly Statement[] };

/** A line of a function: what is before the value, and the value. */
export interface Statement {
  readonly head: string;
  readonly value: Code;
}

export const text = (source: string): Code => ({ kind: 'text', text: source });

/** Statements one below the other; what takes several lines stands apart. */
export function layStatements(statements: readonly Statement[], indent: string): string {
  const texts = statements.map(({ head, value }) => `${indent}${head}${lay(value, indent, head.length + 1)};`);
  return texts
    .map((statement, index) => {
      const previous = texts[index - 1];
      const isApart = previous !== undefined && (previous.includes('\n') || statement.includes('\n'));
      return isApart ? `\n${statement}` : statement;
    })
    .join('\n');
}

/** `used`: signs of the line that stand before and behind the code, the indent apart. */
function lay(code: Code, indent: string, used: number): string {
  const line = inLine(code);
  if (line !== undefined && indent.length + used + line.length <= MAX_WIDTH) return line;
  const inner = `${indent}  `;
  switch (code.kind) {
    case 'text':
      return code.text;
    case 'object': {
      const lines = code.entries.map(([key, value]) => {
        const head = `${keyText(key)}: `;
        return `${inner}${head}${lay(value, inner, head.length + 1)},`;
      });
      return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
    }
    case 'list':
      return `[\n${code.items.map((item) => `${inner}${lay(item, inner, 1)},`).join('\n')}\n${indent}]`;
    case 'function':
      return `${code.parameters} => {\n${layStatements(code.statements, inner)}\n${indent}}`;
    case 'call':
      return layCall(code, indent, used);
  }
}

/** The last value keeps to the line of the others where they fit and are of another kind. */
function layCall({ callee, values }: Extract<Code, { kind: 'call' }>, indent: string, used: number): string {
  const last = values.at(-1);
  const others = values.slice(0, -1).map(inLine);
  const canHug =
    last !== undefined && last.kind !== 'text' && last.kind !== 'call' && values.at(-2)?.kind !== last.kind;
  if (canHug && others.every((other) => other !== undefined)) {
    const head = `${callee}(${others.map((other) => `${other}, `).join('')}`;
    const hugged = `${head}${lay(last, indent, used + head.length + 1)})`;
    if (indent.length + used + hugged.indexOf('\n') <= MAX_WIDTH) return hugged;
  }
  const inner = `${indent}  `;
  return `${callee}(\n${values.map((value) => `${inner}${lay(value, inner, 1)},`).join('\n')}\n${indent})`;
}

/** In one line; `undefined` for what never stands in one. */
function inLine(code: Code): string | undefined {
  switch (code.kind) {
    case 'text':
      return code.text;
    case 'object': {
      const entries = code.entries.map(([key, value]) => [keyText(key), inLine(value)] as const);
      if (entries.some(([, value]) => value === undefined)) return undefined;
      if (entries.length === 0) return '{}';
      return `{ ${entries.map(([key, value]) => (key === value ? key : `${key}: ${value}`)).join(', ')} }`;
    }
    case 'list':
      return joined(code.items, '[', ']');
    case 'call':
      return joined(code.values, `${code.callee}(`, ')');
    case 'function':
      return code.statements.length === 0 ? `${code.parameters} => {}` : undefined;
  }
}

function joined(items: readonly Code[], open: string, close: string): string | undefined {
  const texts = items.map(inLine);
  return texts.includes(undefined) ? undefined : `${open}${texts.join(', ')}${close}`;
}

function keyText(key: string): string {
  // As a plain key it would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}
