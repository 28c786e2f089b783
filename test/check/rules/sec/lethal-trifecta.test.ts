import { secLethalTrifecta } from '../../../../src/check/rules/sec/lethal-trifecta.ts';
import { testRule } from '../../test-rule.ts';

testRule(secLethalTrifecta);
