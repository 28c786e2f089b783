import { directusOperatorType } from '../../../../src/check/rules/directus/operator-type.ts';
import { platformSnapshot } from '../../snapshot/platform-snapshot.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusOperatorType, { project: { snapshot: platformSnapshot() } });
