import type { ReferenceNode, TextNode } from '../../model/index.ts';

/** A part of a text that looks like a reference and is not one. */
export interface BrokenReference {
  /** What is wrong, as the end of a sentence. */
  message: string;
  label: string;
  start: number;
  end: number;
  /** What to write in place of that part, or of another one. */
  fix?: { title: string; safety: 'safe' | 'unsafe'; start: number; end: number; text: string };
  notes?: string[];
  severity?: 'warning';
  /** The reference that it belongs to. */
  reference?: ReferenceNode;
}

/** How references are written around here. */
export type ReferenceStyle = '$' | '{{';

export type IsName = (name: string) => boolean;

const PATH = String.raw`([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*|\[\d+\])*)`;
/** `${name}`, `$ {name}`, `$(name)`, `$.name`, `$ name`. */
const DOLLAR_FORMS = [
  { pattern: new RegExp(String.raw`\$ ?\{\s*\$?${PATH}\s*\}`, 'y'), needsFields: false, isWhole: false },
  { pattern: new RegExp(String.raw`\$\(\s*${PATH}\s*\)`, 'y'), needsFields: true, isWhole: false },
  { pattern: new RegExp(String.raw`\$ ${PATH}`, 'y'), needsFields: true, isWhole: false },
  { pattern: new RegExp(String.raw`\$\.${PATH}$`, 'y'), needsFields: true, isWhole: true },
] as const;
/** `{name}`, `{name}}`, `#{name}`, `{ {name} }`, `{$name}`. */
const SINGLE_BRACES = new RegExp(String.raw`#?\{(?: \{)?\s*(\$?)${PATH}\s*\}(?: ?\})?`, 'y');
const DROPPED_MARK = new RegExp(`^${PATH}$`);
const CONTINUES_PATH = /^(?:\w|\.[A-Za-z_]|\[)/;

/** `$` before something that is no name, where a name that there is was meant. */
export function findBrokenDollar(value: string, style: ReferenceStyle, isName: IsName): BrokenReference | undefined {
  for (let at = value.indexOf('$'); at !== -1; at = value.indexOf('$', at + 1)) {
    const next = value[at + 1];
    if (next === '$') at++;
    if (next !== '{' && next !== '(' && next !== '.' && next !== ' ') continue;
    for (const { pattern, needsFields, isWhole } of DOLLAR_FORMS) {
      if (isWhole && at !== 0) continue;
      pattern.lastIndex = at;
      const match = pattern.exec(value);
      if (match === null || !isName(match[1]!) || (needsFields && match[2] === '')) continue;
      return replaced(value, at, match[0], match[1]! + match[2]!, style);
    }
  }
  return undefined;
}

/** A name in braces of a kind that means nothing. */
export function findBrokenBraces(
  value: string,
  style: ReferenceStyle,
  isName: IsName,
  isResult: IsName,
): BrokenReference | undefined {
  for (let at = value.indexOf('{'); at !== -1; at = value.indexOf('{', at + 1)) {
    const before = value[at - 1];
    if (value[at + 1] === '{') {
      const close = value.indexOf('}}', at);
      if (close === -1) return undefined;
      at = close;
      continue;
    }
    if (before === '$' || (before === ' ' && value[at - 2] === '$')) continue;
    const start = before === '#' ? at - 1 : at;
    SINGLE_BRACES.lastIndex = start;
    const match = SINGLE_BRACES.exec(value);
    if (match === null || !isName(match[2]!)) continue;
    const isSure = match[1] === '' && (match[3] !== '' || match[0].length === value.length || match[0].endsWith('}}'));
    if (!isSure && match[3] === '' && !isResult(match[2]!)) continue;
    const found = replaced(value, start, match[0], match[2]! + match[3]!, style);
    if (isSure) return found;
    const message = match[1] === '' ? found.message : `the braces of "${match[0]}" are sent as text`;
    return { ...found, message, severity: 'warning', fix: { ...found.fix!, safety: 'unsafe' } };
  }
  return undefined;
}

/** The text is a path that there is, without the mark that makes it a reference. */
export function findDroppedMark(
  value: string,
  style: ReferenceStyle,
  isPath: (root: string, field: string) => boolean,
): BrokenReference | undefined {
  const match = DROPPED_MARK.exec(value);
  const field = /^\.(\w+)/.exec(match?.[2] ?? '')?.[1];
  if (match === null || field === undefined || !isPath(match[1]!, field)) return undefined;
  const text = style === '$' ? `$${value}` : `{{${value}}}`;
  return {
    message: `"${value}" is sent as this text`,
    label: 'no reference without "$" or "{{ }}"',
    start: 0,
    end: value.length,
    fix: { title: `"${text}"`, safety: 'safe', start: 0, end: value.length, text },
  };
}

function replaced(value: string, start: number, written: string, path: string, style: ReferenceStyle): BrokenReference {
  const end = start + written.length;
  const text = style === '{{' || CONTINUES_PATH.test(value.slice(end, end + 2)) ? `{{${path}}}` : `$${path}`;
  return {
    message: `"${written}" is sent as this text`,
    label: 'no reference',
    start,
    end,
    fix: { title: `"${text}"`, safety: 'safe', start, end, text },
  };
}

/** Settings in which `$`, braces and dots have a meaning of their own. */
const OTHER_LANGUAGES: ReadonlySet<string> = new Set(['code', 'jsonpath', 'pattern', 'regex', 'selector']);

export function isOtherLanguage({ site, path }: TextNode): boolean {
  return OTHER_LANGUAGES.has(site.setting) || OTHER_LANGUAGES.has(String(path.at(-1)));
}
