/** One format of texts, as a grammar and as an expression that says the same. */
export interface TextFormat {
  grammar: string;
  expression: RegExp;
}

const DAY_TIME =
  '([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9] ":" [0-5] [0-9] ("." [0-9]{1,6})? ("Z" | [+-] ([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9])';
const DAY_TIME_SOURCE = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

// February ends on the 28th: a grammar cannot tell which years are leap years.
const DATE =
  '("19" | "20" | "21") [0-9] [0-9] "-" ("02-" ("0" [1-9] | "1" [0-9] | "2" [0-8])' +
  ' | ("04" | "06" | "09" | "11") "-" ("0" [1-9] | [12] [0-9] | "30")' +
  ' | ("01" | "03" | "05" | "07" | "08" | "10" | "12") "-" ("0" [1-9] | [12] [0-9] | "3" [01]))';
const DATE_SOURCE = String.raw`(?:19|20|21)\d\d-(?:02-(?:0[1-9]|1\d|2[0-8])|(?:04|06|09|11)-(?:0[1-9]|[12]\d|30)|(?:01|03|05|07|08|10|12)-(?:0[1-9]|[12]\d|3[01]))`;

const HEX = '[0-9A-Fa-f]';

/** Formats that are not here are any text. */
export const TEXT_FORMATS: ReadonlyMap<string, TextFormat> = new Map([
  ['date', { grammar: DATE, expression: new RegExp(`^${DATE_SOURCE}$`) }],
  ['time', { grammar: DAY_TIME, expression: new RegExp(`^${DAY_TIME_SOURCE}$`) }],
  ['date-time', { grammar: `${DATE} "T" ${DAY_TIME}`, expression: new RegExp(`^${DATE_SOURCE}T${DAY_TIME_SOURCE}$`) }],
  [
    'uuid',
    {
      grammar: `${HEX}{8} "-" ${HEX}{4} "-" ${HEX}{4} "-" ${HEX}{4} "-" ${HEX}{12}`,
      expression: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    },
  ],
  [
    'email',
    {
      grammar:
        '[A-Za-z0-9_+-]{1,64} ("." [A-Za-z0-9_+-]{1,32}){0,3} "@" ([a-z0-9] ([a-z0-9-]{0,30} [a-z0-9])? "."){1,4} [a-z]{2,24}',
      expression:
        /^[A-Za-z0-9_+-]{1,64}(?:\.[A-Za-z0-9_+-]{1,32}){0,3}@(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.){1,4}[a-z]{2,24}$/,
    },
  ],
]);

const ADDRESS_NAMES = new Set(['uri', 'url', 'iri', 'uri-reference']);
const ADDRESS_LETTER = `([A-Za-z0-9._~:/?@!$&'()*+,;=-] | "%" [0-9A-Fa-f] [0-9A-Fa-f])`;

/** A web address; `prefix` is how it starts when the schema's pattern says so. */
export function addressFormat(format: string | undefined, prefix: string): TextFormat | undefined {
  if (format === undefined || !ADDRESS_NAMES.has(format)) return undefined;
  const isFree = prefix !== '' || format === 'uri-reference';
  return {
    grammar: `${isFree ? '' : '"http" "s"? "://" [A-Za-z0-9] '}${ADDRESS_LETTER}* ("#" ${ADDRESS_LETTER}*)?`,
    expression: isFree
      ? /^(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?$/i
      : WEB_ADDRESS,
  };
}

const WEB_ADDRESS =
  /^https?:\/\/[A-Z0-9](?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?$/i;
