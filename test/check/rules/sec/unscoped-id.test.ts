import { secUnscopedId } from '../../../../src/check/rules/sec/unscoped-id.ts';
import { testRule } from '../../test-rule.ts';

testRule(secUnscopedId);
