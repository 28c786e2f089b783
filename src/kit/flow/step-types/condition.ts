// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { Condition, Steps } from '../types/setting.ts';

/** Run one list of steps or another. */
export interface ConditionSettings {
  /** Which branch runs: `then` unless this is false, null, 0 or an empty text. */
  readonly if: Condition;
  /** Steps that run when it holds. Their results are visible afterwards. */
  readonly then?: Steps | undefined;
  /** Steps that run when it does not hold. Their results are visible afterwards. */
  readonly else?: Steps | undefined;
}

export type ConditionResult = { branch: 'then' | 'else'; result: AnyJson };
