import { directusUnknownOperator } from '../../../../src/check/rules/directus/unknown-operator.ts';
import { platformSnapshot } from '../../snapshot/platform-snapshot.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusUnknownOperator, { project: { snapshot: platformSnapshot() } });
