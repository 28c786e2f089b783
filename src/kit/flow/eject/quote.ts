/** A text as TypeScript writes it: in single quotes, unless it holds more of them than of double ones. */
export function quote(text: string): string {
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  const sign = singles > doubles ? '"' : "'";
  return `${sign}${escapeSigns(text).replaceAll(sign, `\\${sign}`)}${sign}`;
}

/** The plain part of a template literal. */
export function templateText(text: string): string {
  return escapeSigns(text).replaceAll('`', '\\`').replaceAll('${', '\\${');
}

/** The same where backslashes stand for themselves; `undefined` when the text cannot be written so. */
export function rawTemplateText(text: string): string | undefined {
  if (/\\(?:[`$]|$)|[\r\n\u2028\u2029]/.test(text)) return undefined;
  return text.replaceAll('`', '\\`').replaceAll('${', '\\${');
}

const NAMED: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\\': '\\\\',
};

function escapeSigns(text: string): string {
  // Control characters, line separators, the byte order mark and halves of a pair would be lost or changed on the way.
  return text.replaceAll(
    /[\p{Cc}\\\u2028\u2029\uFEFF]|\p{Cs}/gu,
    (sign) => NAMED[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
