/** What Directus takes in a filter, in the order of its documentation. */
export const OPERATORS = [
  '_eq',
  '_neq',
  '_lt',
  '_lte',
  '_gt',
  '_gte',
  '_in',
  '_nin',
  '_null',
  '_nnull',
  '_contains',
  '_ncontains',
  '_icontains',
  '_starts_with',
  '_nstarts_with',
  '_istarts_with',
  '_nistarts_with',
  '_ends_with',
  '_nends_with',
  '_iends_with',
  '_niends_with',
  '_between',
  '_nbetween',
  '_empty',
  '_nempty',
  '_intersects',
  '_nintersects',
  '_intersects_bbox',
  '_nintersects_bbox',
  '_some',
  '_none',
  '_and',
  '_or',
] as const;

const KNOWN: ReadonlySet<string> = new Set([...OPERATORS, '_nicontains', '_json']);

/** What other query languages call them. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['=', '_eq'],
  ['==', '_eq'],
  ['!=', '_neq'],
  ['<>', '_neq'],
  ['<', '_lt'],
  ['<=', '_lte'],
  ['>', '_gt'],
  ['>=', '_gte'],
  ['_ne', '_neq'],
  ['_not', '_neq'],
  ['_not_eq', '_neq'],
  ['_equals', '_eq'],
  ['_equal', '_eq'],
  ['_is', '_eq'],
  ['_not_in', '_nin'],
  ['_notin', '_nin'],
  ['_not_null', '_nnull'],
  ['_is_null', '_null'],
  ['_isnull', '_null'],
  ['_exists', '_nnull'],
  ['_like', '_contains'],
  ['_ilike', '_icontains'],
  ['_includes', '_contains'],
  ['_not_contains', '_ncontains'],
  ['_startswith', '_starts_with'],
  ['_endswith', '_ends_with'],
  ['_greater_than', '_gt'],
  ['_less_than', '_lt'],
  ['_after', '_gt'],
  ['_before', '_lt'],
  ['_any', '_some'],
]);

export function isOperator(name: string): boolean {
  return KNOWN.has(name);
}

/** The operator that another query language calls so. */
export function operatorCalled(name: string): string | undefined {
  return OTHER_NAMES.get(name);
}

const EQUALITY = ['_eq', '_neq', '_null', '_nnull'];
const MEMBERSHIP = [...EQUALITY, '_in', '_nin'];
const ORDER = [...MEMBERSHIP, '_lt', '_lte', '_gt', '_gte', '_between', '_nbetween'];
const TEXT = [
  ...MEMBERSHIP,
  '_empty',
  '_nempty',
  ...OPERATORS.filter((operator) => /contains|with/.test(operator)),
  '_nicontains',
];

/** Which operators a field takes, by its type in Directus; the server refuses others. Types that are not here take any. */
const BY_TYPE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ['string', TEXT],
    ['text', TEXT],
    ['csv', TEXT],
    ['binary', TEXT],
    ['hash', ['_empty', '_nempty', '_null', '_nnull']],
    ['uuid', MEMBERSHIP],
    ['json', ['_null', '_nnull', '_json', '_empty', '_nempty']],
    ['boolean', EQUALITY],
    ['integer', ORDER],
    ['bigInteger', ORDER],
    ['float', ORDER],
    ['decimal', ORDER],
    ['timestamp', ORDER],
    ['dateTime', ORDER],
    ['date', ORDER],
    ['time', ORDER],
  ].map(([type, operators]) => [type as string, new Set(operators)] as const),
);

/** The operators that fields of a Directus type take; `undefined` where that is not known. */
export function operatorsFor(directusType: string): ReadonlySet<string> | undefined {
  return BY_TYPE.get(directusType);
}
