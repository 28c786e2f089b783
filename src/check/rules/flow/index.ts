import type { Rule } from '../../rule.ts';
import { flowScriptStep } from './script-step.ts';
import { flowWaitWithoutTimeout } from './wait-without-timeout.ts';
import { flowUnreachable } from './unreachable.ts';

export const flowRules: readonly Rule[] = [flowUnreachable, flowWaitWithoutTimeout, flowScriptStep];
