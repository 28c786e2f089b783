/**
 * A text for ImageMagick's `label:` that shows just these characters. Without this, `@file` shows a file, `%[…]` facts about
 * the image, `\n` a line break and `&lt;` a bracket.
 */
export function labelText(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('%', '%%')
    .replaceAll('&', '&amp;')
    .replace(/^@/, String.raw`\@`);
}
