export type { AbsencePolicy } from './absence-policy.ts';
export type { CelComparison, CelLiteral } from './cel/cel-comparison.ts';
export { checkCel, type CelOutcome, type CelVerdict } from './cel/check-cel.ts';
export type { CelItemRead } from './cel/item-read.ts';
export type { CelType } from './cel/typed-environment.ts';
export { compileExpression, evaluateExpression, type Expression } from './expression.ts';
export { ExpressionProblem, ReferenceProblem, type ExpressionCode } from './expression-errors.ts';
export type { ReferencePath } from './reference-path.ts';
export {
  inspectText,
  referencesOf,
  type Reference,
  type TextContents,
  type TextExpression,
  type TextProblem,
} from './references.ts';
export { isReservedName } from './reserved-names.ts';
export { resolveTemplate, type PolicyOf } from './resolve-template.ts';
export type { Scope } from './scope.ts';
export { compileTemplate, type Template } from './template.ts';
