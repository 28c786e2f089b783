// Generated from the step types by `npm run generate`. Do not edit.

/** Forget the cached taxonomy, after it was changed in bulk. */
export type TaxonomyInvalidateSettings = Readonly<Record<string, never>>;

export type TaxonomyInvalidateResult = { invalidated: number };
