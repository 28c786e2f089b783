import { secPrivateHost } from '../../../../src/check/rules/sec/private-host.ts';
import { testRule } from '../../test-rule.ts';

testRule(secPrivateHost);
