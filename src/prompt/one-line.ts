/** Text as one line: line breaks and control characters would end a flow's entry in the middle. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}
