import type { SourceRange } from '@marcbachmann/cel-js';

/** Part of an expression that may not stand there. */
export class InvalidNode extends Error {
  readonly range: SourceRange;

  constructor(message: string, { start, end }: SourceRange) {
    super(message);
    this.range = { start, end };
  }
}

/** Part of an expression that may cost too much. */
export class TooCostlyNode extends InvalidNode {}
