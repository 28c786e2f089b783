/** An Ollama record that is longer before its first line break is taken for text. */
const MAX_RECORD_BYTES = 65_536;

/**
 * What an answer that begins like this comes in; `undefined` while more of it has to be seen. Only an answer that begins
 * with `{`, or like a field of a server-sent event, has to wait for anything: all other text is text at once.
 */
export function detectFormat(beginning: Uint8Array, isEnd: boolean): 'text' | 'openai' | 'ollama' | undefined {
  const text = new TextDecoder().decode(beginning).trimStart();
  if (text === '') return isEnd ? 'text' : undefined;
  if (text.startsWith('{')) return detectRecord(text, isEnd || beginning.length > MAX_RECORD_BYTES);
  for (const field of ['data:', 'event:', 'id:', 'retry:', ':']) {
    if (text.startsWith(field)) return 'openai';
    if (!isEnd && field.startsWith(text)) return undefined;
  }
  return 'text';
}

function detectRecord(text: string, isDecisionDue: boolean): 'text' | 'ollama' | undefined {
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0 && !isDecisionDue) return undefined;
  try {
    const record = JSON.parse(lineEnd < 0 ? text : text.slice(0, lineEnd)) as Record<string, unknown>;
    const isOllama =
      typeof record['response'] === 'string' ||
      typeof record['message'] === 'object' ||
      typeof record['error'] === 'string';
    return isOllama ? 'ollama' : 'text';
  } catch {
    return 'text';
  }
}
