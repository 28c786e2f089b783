/** What XML 1.0 cannot hold at all becomes the sign for a character that cannot be shown. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text as it stands in an element or an attribute of XML. */
export function escapeXml(text: string): string {
  return text.replaceAll(NOT_IN_XML, '\ufffd').replaceAll(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character]!);
}
