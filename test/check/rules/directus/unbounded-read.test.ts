import { directusUnboundedRead } from '../../../../src/check/rules/directus/unbounded-read.ts';
import { platformSnapshot } from '../../snapshot/platform-snapshot.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusUnboundedRead, { project: { snapshot: platformSnapshot() } });
