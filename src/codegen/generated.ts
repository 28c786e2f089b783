/** What every file says of itself that is generated from the step types. */
export const GENERATED = generatedFrom('step types');

export function generatedFrom(source: string): string {
  return `Generated from the ${source} by \`npm run generate\`. Do not edit.`;
}
