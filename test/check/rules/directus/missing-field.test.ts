import { directusMissingField } from '../../../../src/check/rules/directus/missing-field.ts';
import { platformSnapshot } from '../../snapshot/platform-snapshot.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusMissingField, { project: { snapshot: platformSnapshot() } });
