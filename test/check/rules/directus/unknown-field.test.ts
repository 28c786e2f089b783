import { directusUnknownField } from '../../../../src/check/rules/directus/unknown-field.ts';
import { platformSnapshot } from '../../snapshot/platform-snapshot.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusUnknownField, { project: { snapshot: platformSnapshot() } });
