import { secPromptInjection } from '../../../../src/check/rules/sec/prompt-injection.ts';
import { testRule } from '../../test-rule.ts';

testRule(secPromptInjection);
