import { parseJson, type TextRange } from '../../flow/index.ts';

/** An action that a system prompt shows to a model. Offsets are those of the prompt's text. */
export interface PromptAction {
  readonly slug: string;
  readonly slugRange: TextRange;
  /** In the order of the text; `undefined` when there is no object that could be read. */
  readonly parameters: readonly PromptParameter[] | undefined;
}

/** A key of the example; the range is without the quotes. */
export interface PromptParameter extends TextRange {
  readonly name: string;
}

/** `[ACTION:slug:{…}]`, in a heading above its parameters, and `- slug: {…}` in a list. */
const TAG = /\[ACTION:([^\s:[\]{}"]{1,100}):/g;
const HEADING = /^###[ \t]+([a-z0-9][a-z0-9_-]{0,63})[ \t]*\r?\n(?=[^\n]*\n?Parameters:)/gm;
const LIST_ITEM =
  /^[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t]{1,8}(?:\*\*|`)?([^\s:[\]{}"`*]{1,100})(?:\*\*|`)?[ \t]{0,8}(?:[:–—-][ \t]{0,8})?(?=\{)/gm;
/** How a prompt explains the form of a tag. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['slug', 'action', 'name', 'action-slug', 'action_slug', '...', '…']);

/** The actions in a system prompt, in the order of the text. Never throws; takes time in proportion to its length. */
export function readPrompt(text: string): PromptAction[] {
  const actions = [...text.matchAll(TAG), ...text.matchAll(LIST_ITEM)].map((match) => actionOf(match, text, true));
  actions.push(...[...text.matchAll(HEADING)].map((match) => actionOf(match, text, false)));
  return actions
    .filter(({ slug }) => !PLACEHOLDERS.has(slug))
    .toSorted((a, b) => a.slugRange.start - b.slugRange.start);
}

function actionOf(match: RegExpExecArray, text: string, hasParameters: boolean): PromptAction {
  const slug = match[1]!;
  const start = match.index + match[0].indexOf(slug);
  const parameters = hasParameters ? parametersAt(text, match.index + match[0].length) : undefined;
  return { slug, slugRange: { start, end: start + slug.length }, parameters };
}

/** Longer examples are not looked at: each is read on its own, wherever it begins. */
const MAX_LENGTH = 4000;

function parametersAt(text: string, start: number): PromptParameter[] | undefined {
  const end = endOfObject(text, start);
  if (end === undefined) return undefined;
  const { root, problems } = parseJson(text.slice(start, end));
  if (root?.kind !== 'object' || problems.some(({ kind }) => kind !== 'duplicate-key')) return undefined;
  return root.properties.map((property) => ({
    name: property.key,
    start: start + property.start + 1,
    end: start + property.end - 1,
  }));
}

/** Behind the brace that closes the one at `start`; strings may hold braces. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let isString = false;
  const limit = Math.min(text.length, start + MAX_LENGTH);
  for (let index = start; index < limit; index++) {
    const character = text[index];
    if (character === '\\' && isString) index++;
    else if (character === '"') isString = !isString;
    else if (isString) continue;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return index + 1;
    if (depth === 0) return undefined;
  }
  return undefined;
}
