import { secModelDrivesAction } from '../../../../src/check/rules/sec/model-drives-action.ts';
import { testRule } from '../../test-rule.ts';

testRule(secModelDrivesAction);
