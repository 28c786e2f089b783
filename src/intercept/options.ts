/** How to read a response. Every field has a default. */
export interface InterceptorOptions {
  /** The known flows. Without it every slug counts as known, and `missing-params` and `slug-alias` are off. */
  readonly slugs?: Iterable<string> | undefined;
  /** A longer tag is text, in UTF-16 code units. 32,768; never less than 256. */
  readonly maxTagChars?: number | undefined;
  /** Nesting of the parameters, the outer object counted. 32; never more than 1,000. */
  readonly maxDepth?: number | undefined;
  /** Actions per response; further ones are taken out and suppressed. 8. */
  readonly maxActions?: number | undefined;
  /** Suppress an action that was already seen in the response, or directly before, or never. `response`. */
  readonly dedupe?: 'response' | 'consecutive' | 'off' | undefined;
  /** Tags inside fenced code: text, or fired. `literal`. */
  readonly codeFences?: 'literal' | 'fire' | undefined;
  /** Tags inside `<think>` are text. True. */
  readonly ignoreThink?: boolean | undefined;
  /** A malformed tag of a known flow: taken out, or left as text. `strip`. */
  readonly onMalformed?: 'strip' | 'text' | undefined;
  /** With `none` a tag that needs any repair is malformed. `allow`. */
  readonly repair?: 'allow' | 'none' | undefined;
}

/** The options with their defaults filled in. */
export interface Settings {
  readonly knownSlugs: ReadonlySet<string> | undefined;
  /** From the spelling with `-` for `_` to the one slug that is meant; ambiguous spellings are absent. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly maxTagChars: number;
  readonly maxDepth: number;
  readonly maxActions: number;
  readonly dedupe: 'response' | 'consecutive' | 'off';
  readonly isFenceQuoting: boolean;
  readonly isThinkQuoting: boolean;
  readonly isMalformedStripped: boolean;
  readonly isRepairAllowed: boolean;
}

/** The longest head of a tag: `[`, blanks, `ACTION`, `:`, 64 characters of slug, `:`, 64 of whitespace. */
const SHORTEST_TAG_LIMIT = 256;

/** Parsing and comparing follow the nesting by recursion, so it has to stay well below the call stack. */
const DEEPEST_LIMIT = 1000;

export function resolveOptions(options: InterceptorOptions): Settings {
  const knownSlugs = options.slugs === undefined ? undefined : new Set(options.slugs);
  return {
    knownSlugs,
    aliases: aliasesOf(knownSlugs ?? []),
    maxTagChars: Math.max(options.maxTagChars ?? 32_768, SHORTEST_TAG_LIMIT),
    maxDepth: Math.min(options.maxDepth ?? 32, DEEPEST_LIMIT),
    maxActions: options.maxActions ?? 8,
    dedupe: options.dedupe ?? 'response',
    isFenceQuoting: options.codeFences !== 'fire',
    isThinkQuoting: options.ignoreThink ?? true,
    isMalformedStripped: options.onMalformed !== 'text',
    isRepairAllowed: options.repair !== 'none',
  };
}

/** `scout_analyze` and `scout-analyze` are one spelling to a model. */
export function aliasKey(slug: string): string {
  return slug.replaceAll('_', '-');
}

function aliasesOf(slugs: Iterable<string>): Map<string, string> {
  const aliases = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const slug of slugs) {
    const key = aliasKey(slug);
    if (aliases.has(key)) ambiguous.add(key);
    aliases.set(key, slug);
  }
  for (const key of ambiguous) aliases.delete(key);
  return aliases;
}
