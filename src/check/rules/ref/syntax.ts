import type { Finding } from '../../finding.ts';
import type { FlowModel, TextNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { findBrokenPath } from './broken-path.ts';
import {
  findBrokenBraces,
  findBrokenDollar,
  findDroppedMark,
  isOtherLanguage,
  type BrokenReference,
  type ReferenceStyle,
} from './broken-reference.ts';
import { isReservedResult } from './reserved-result.ts';
import { namesHere } from './names-here.ts';
import { repairExpression } from './repair-expression.ts';

export const refSyntax: Rule = {
  name: 'ref/syntax',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'Something looks like a reference, and would be sent as text or cannot be read.',
  explanation:
    'A reference is `$name.field[0]["any key"]`, or an expression in `{{ }}`. Everything else is text: `${name}`, `{name}` and `$input..topic` reach the model, the page or the database as they are written.\n\nOther templates are reported only where they name something that there is: `${HOME}`, `{caption}` of another language, prices and patterns stay alone. For a dollar sign before a name write `$$`.',
  bad: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input..topic" } }',
  },
  good: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Caption for $input.topic" } }',
  },
  text(text, { model, report }) {
    if (text.problems.length > 0) {
      const problem = text.problems.find((each) => !isReservedResult(text.value.slice(each.start, each.end), model));
      if (problem !== undefined) report(unreadable(text, problem, model));
      return;
    }
    if (text.isExpression || isNothingElse(text)) return;
    const found = findBroken(text, model);
    if (found === undefined) return;
    const { message, label, start, end, fix, notes, severity, reference } = found;
    report({
      message: message === 'broken reference' ? `${message} "${referenceAround(text.value, start, end)}"` : message,
      place: { pointer: text.pointer, range: { start, end } },
      label,
      ...(notes === undefined ? {} : { notes }),
      ...(severity === undefined ? {} : { severity }),
      ...(reference === undefined ? {} : { reference }),
      fix: fix && {
        title: fix.title,
        safety: fix.safety,
        changes: [
          { kind: 'replace-text', pointer: text.pointer, range: { start: fix.start, end: fix.end }, text: fix.text },
        ],
      },
    });
  },
};

/** One reference from beginning to end, without keys in quotes, has no room for a broken one. */
function isNothingElse({ references, value }: TextNode): boolean {
  return references.length === 1 && references[0]!.reference.isWholeValue && !value.includes('"');
}

/** The first one: the others show when it is mended. */
function findBroken(text: TextNode, model: FlowModel): BrokenReference | undefined {
  const { value } = text;
  const hasBrace = value.includes('{');
  if (hasBrace || value.includes('$')) return findBrokenMark(text, model, hasBrace);
  return mayBeBarePath(value) ? findBarePath(text, model) : undefined;
}

function findBrokenMark(text: TextNode, model: FlowModel, hasBrace: boolean): BrokenReference | undefined {
  const { value } = text;
  for (const reference of text.references) {
    const found = findBrokenPath(reference);
    if (found !== undefined) return isOtherLanguage(text) ? undefined : { ...found, reference };
  }
  const style = styleAround(text, model);
  let names: ReadonlySet<string> | undefined;
  const isName = (name: string): boolean => (names ??= new Set(namesHere(text, model))).has(name);
  const isResult = (name: string): boolean => isName(name) && !ROOTS.has(name);
  const found =
    findBrokenDollar(value, style, isName) ?? (hasBrace ? findBrokenBraces(value, style, isName, isResult) : undefined);
  return found !== undefined && isOtherLanguage(text) ? undefined : found;
}

function styleAround({ site }: TextNode, { steps }: FlowModel): ReferenceStyle {
  return (site.step ?? steps[0])?.step.dialect === 2 ? '{{' : '$';
}

const ROOTS: ReadonlySet<string> = new Set(['input', 'params', 'context', 'user', 'env', 'steps', 'error', 'index']);
const MAX_BARE_PATH = 80;

function mayBeBarePath(value: string): boolean {
  const dot = value.indexOf('.');
  return dot > 0 && dot < value.length - 1 && value.length <= MAX_BARE_PATH && !value.includes(' ');
}

/** Settings in which names with dots are usual. */
const DOTTED_SETTINGS: ReadonlySet<string> = new Set([
  'fields',
  'sort',
  'groupBy',
  'aggregate',
  'deep',
  'schema',
  'format',
  'url',
  'queue',
  'model',
  'collection',
  'expression',
]);

function findBarePath(text: TextNode, model: FlowModel): BrokenReference | undefined {
  const scope = text.site.step?.scope;
  const root = text.value.slice(0, text.value.indexOf('.'));
  if (scope !== undefined && scope.get(root) === undefined) return undefined;
  if (DOTTED_SETTINGS.has(text.site.setting) || text.path.some((key) => DOTTED_SETTINGS.has(String(key))))
    return undefined;
  if (isOtherLanguage(text)) return undefined;
  return findDroppedMark(text.value, styleAround(text, model), (name, field) => {
    if (!namesHere(text, model).includes(name)) return false;
    if (name === 'input' || name === 'params' || name === 'context') return true;
    const made = model.steps.find(({ step }) => step.key === name);
    const properties = made?.facts?.result['properties'];
    if (typeof properties === 'object' && properties !== null && Object.hasOwn(properties, field)) return true;
    return field === 'id' && made?.facts?.needs.includes('directus') === true;
  });
}

function unreadable(text: TextNode, { message, start, end }: TextNode['problems'][number], model: FlowModel): Finding {
  const { value, pointer } = text;
  const names = new Set(namesHere(text, model));
  let open = text.isExpression ? 0 : value.lastIndexOf('{{', start) + 2;
  const close = text.isExpression ? value.length : value.indexOf('}}', open);
  const finding = {
    message: `cannot read ${message}`,
    place: { pointer, range: { start: start === end ? Math.max(0, start - 1) : start, end } },
  };
  if (open === 1) return finding;
  while (value[open - 3] === '{') open--;
  if (close === -1) {
    const closed = closeBraces(value, open, (name) => names.has(name));
    return closed === undefined
      ? finding
      : { ...finding, ...replaceIn(pointer, { start: open - 2, end: closed.end }, closed.text, 'safe') };
  }
  const repaired = repairExpression(value.slice(open, close), (name) => names.has(name));
  if (repaired === undefined) return finding;
  let range = { start: open, end: close };
  // Of three braces one pair is too much.
  if (value[close + 2] === '}' && value[open] === '{') range = { start: open, end: close + 1 };
  return { ...finding, ...replaceIn(pointer, range, repaired.source, repaired.safety) };
}

const OPEN_PATH = /\s*\$?([A-Za-z_]\w*)(?:\.[A-Za-z_]\w*|\[\d+\])*(?=\s*\}|\s*$)/y;

function closeBraces(
  value: string,
  open: number,
  isName: (name: string) => boolean,
): { end: number; text: string } | undefined {
  OPEN_PATH.lastIndex = open;
  const match = OPEN_PATH.exec(value);
  if (match === null || !isName(match[1]!)) return undefined;
  const behind = /^\s*\}?(?: \})?/.exec(value.slice(open + match[0].length))![0];
  return { end: open + match[0].length + behind.length, text: `{{${match[0]}${/^\s/.test(match[0]) ? ' ' : ''}}}` };
}

function replaceIn(pointer: string, range: { start: number; end: number }, text: string, safety: 'safe' | 'unsafe') {
  const title = `"${text.trim()}"`;
  return { fix: { title, safety, changes: [{ kind: 'replace-text', pointer, range, text } as const] } };
}

/** The reference that a broken place belongs to, as it is written. */
function referenceAround(value: string, start: number, end: number): string {
  const from = value.lastIndexOf('$', start);
  const behind = /^[\w.[\]"]{0,40}/.exec(value.slice(end))![0];
  return value.slice(from, end) + behind.replace(/\.$/, '');
}
