import { expect, it } from 'vitest';
import { createCatalogue } from '../../../../src/catalogue.ts';
import { checkFlow } from '../../../../src/check/index.ts';
import type { SnapshotField } from '../../../../src/check/project-facts.ts';
import { typeFieldNotSelected } from '../../../../src/check/rules/type/field-not-selected.ts';
import { builtInSteps } from '../../../../src/steps/index.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeFieldNotSelected);

it.each([
  ['title_text', 'type/field-not-selected'],
  ['titel', 'type/no-such-field'],
])('%s is a matter of %s when the snapshot says so', (name, rule) => {
  const fields = ['id', 'title', 'title_text'].map((each): [string, SnapshotField] => [
    each,
    { name: each, type: { kind: 'string' }, directusType: 'string', isRequired: false, relatedCollection: undefined },
  ]);
  const snapshot = { file: 'schema.json', date: undefined, collections: new Map([['posts', new Map(fields)]]) };
  const steps = [
    { type: 'directus_read', result_key: 'post', config: { collection: 'posts', limit: 1, fields: 'id,title' } },
    { type: 'log', config: { message: `Title: $post.${name}` } },
  ];
  const { diagnostics } = checkFlow(JSON.stringify({ slug: 'a', name: 'A', steps }), {
    catalogue: createCatalogue(builtInSteps),
    project: { snapshot },
  });
  expect(diagnostics.map((each) => each.rule).filter((each) => each.startsWith('type/'))).toEqual([rule]);
});
