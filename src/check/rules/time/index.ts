import type { Rule } from '../../rule.ts';
import { timeLongFlow } from './long-flow.ts';
import { timeNoHttpTimeout } from './no-http-timeout.ts';
import { timeStepLimit } from './step-limit.ts';

export const timeRules: readonly Rule[] = [timeStepLimit, timeNoHttpTimeout, timeLongFlow];
