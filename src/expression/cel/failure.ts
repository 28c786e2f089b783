/** Thrown inside an evaluation; becomes `EXPRESSION_FAILED` with this sentence. */
export class ExpressionFailure extends Error {}
