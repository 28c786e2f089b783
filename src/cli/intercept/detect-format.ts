export type DetectedFormat = 'text' | 'openai' | 'ollama';

/** An answer that has not shown its format by then is taken for text. */
const MAX_BEGINNING_BYTES = 65_536;

/**
 * What an answer that begins like this comes in; `undefined` while more of it has to be seen. Only an answer that begins
 * with `{`, or like a field of a server-sent event, has to wait for anything: all other text is text at once.
 */
export function detectFormat(beginning: Uint8Array, isEnd: boolean): DetectedFormat | undefined {
  const text = new TextDecoder().decode(beginning).trimStart();
  const isDecisionDue = isEnd || beginning.length > MAX_BEGINNING_BYTES;
  if (text === '') return isDecisionDue ? 'text' : undefined;
  return text.startsWith('{') ? detectRecord(text, isDecisionDue) : detectEvent(text, isDecisionDue);
}

function detectRecord(text: string, isDecisionDue: boolean): DetectedFormat | undefined {
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0 && !isDecisionDue) return undefined;
  try {
    const record = JSON.parse(lineEnd < 0 ? text : text.slice(0, lineEnd)) as Record<string, unknown>;
    const { response, message, error } = record;
    if (typeof response === 'string' || typeof message === 'object' || typeof error === 'string') return 'ollama';
    return typeof error === 'object' && error !== null ? 'openai' : 'text';
  } catch {
    return 'text';
  }
}

const DATA = /^data: *(?:[{[]|$)/;
const OTHER_FIELD = /^(?:event|id|retry)?:/;

/**
 * Server-sent events show themselves with the first `data:`, which holds a record; comments and other fields may stand
 * before it. A text may begin with `:)` or `id: 5` and go on like a text.
 */
function detectEvent(text: string, isDecisionDue: boolean): DetectedFormat | undefined {
  const lines = text.split(/\r?\n/);
  const last = lines.pop() ?? '';
  for (const line of lines) {
    if (DATA.test(line)) return 'openai';
    if (line !== '' && !OTHER_FIELD.test(line)) return 'text';
  }
  if (DATA.test(last) && !/: *$/.test(last)) return 'openai';
  const mayBeField =
    OTHER_FIELD.test(last) || ['data:', 'event:', 'id:', 'retry:'].some((name) => isBeginning(last, name));
  return mayBeField && !isDecisionDue ? undefined : 'text';
}

/** Whether one of the two begins with the other: a name that is cut, or the name alone with blanks. */
function isBeginning(line: string, name: string): boolean {
  return name.startsWith(line) || line.trimEnd() === name;
}
