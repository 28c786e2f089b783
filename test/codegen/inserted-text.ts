/** What stands in the document once a snippet is inserted and nobody has typed over its placeholders. */
export function insertedText(snippet: string): string {
  let text = '';
  for (let at = 0; at < snippet.length; at++) {
    const placeholder = /^\$\{\d+:((?:\\.|[^\\}])*)\}|^\$\d+|^\$\{\d+\}/.exec(snippet.slice(at));
    if (placeholder !== null) {
      text += insertedText(placeholder[1] ?? '');
      at += placeholder[0].length - 1;
    } else if (snippet[at] === '\\' && /[\\$}]/.test(snippet[at + 1] ?? '')) {
      at += 1;
      text += snippet[at]!;
    } else if (/^\$[A-Za-z_{]/.test(snippet.slice(at))) {
      throw new Error(`A variable of the editor at ${snippet.slice(at, at + 20)}`);
    } else {
      text += snippet[at]!;
    }
  }
  return text;
}
