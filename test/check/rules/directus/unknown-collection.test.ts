import { directusUnknownCollection } from '../../../../src/check/rules/directus/unknown-collection.ts';
import { platformSnapshot } from '../../snapshot/platform-snapshot.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusUnknownCollection, { project: { snapshot: platformSnapshot() } });
