import { secSystemCollection } from '../../../../src/check/rules/sec/system-collection.ts';
import { testRule } from '../../test-rule.ts';

testRule(secSystemCollection);
