/** What every generated file says of itself. */
export const GENERATED = 'Generated from the step types by `npm run generate`. Do not edit.';
