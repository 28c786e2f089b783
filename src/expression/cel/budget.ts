import { ExpressionProblem } from '../expression-errors.ts';

/** Entries, keys and pieces of text that one evaluation may look at; about half a second on a slow machine. */
export const MAX_WORK = 2_000_000;
/** Steps that patterns may take in one evaluation, in the worst case. */
export const MAX_PATTERN_WORK = 100_000_000;

const CHARACTERS_PER_UNIT = 16;

/**
 * What one evaluation has cost. Evaluations are synchronous and never run inside each other,
 * so that the functions of the shared environment can charge the one that is running.
 */
export class Budget {
  #source = '';
  #work = 0;
  #patternWork = 0;

  start(source: string): void {
    this.#source = source;
    this.#work = 0;
    this.#patternWork = 0;
  }

  spend(units: number): void {
    this.#work += units;
    if (this.#work > MAX_WORK) throw this.#tooCostly('it looks at too many values');
  }

  spendText(length: number): void {
    this.spend(length / CHARACTERS_PER_UNIT);
  }

  spendPattern(steps: number): void {
    this.#patternWork += steps;
    if (this.#patternWork > MAX_PATTERN_WORK)
      throw this.#tooCostly('the pattern may take too long on a text of this length');
  }

  #tooCostly(reason: string): ExpressionProblem {
    return new ExpressionProblem('EXPRESSION_TOO_COSTLY', `${reason}, so it was stopped`, {
      source: this.#source,
      detail:
        'Work on smaller lists and shorter texts: read fewer rows, use "limit", or move the work into a script step.',
    });
  }
}
