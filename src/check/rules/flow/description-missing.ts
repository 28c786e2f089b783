import type { Rule } from '../../rule.ts';

export const flowDescriptionMissing: Rule = {
  name: 'flow/description-missing',
  severity: 'info',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'The flow has no description.',
  explanation:
    'The description is what a model reads when it picks a flow: what the flow does, when to use it, and what not to make up.',
  bad: { text: '{ "type": "log", "message": "Hello" }' },
  good: {
    isWhole: true,
    text: '{ "slug": "post-create", "name": "Create a post", "description": "Writes a caption and stores the post.", "steps": [] }',
  },
  flow({ model: { flow }, report }) {
    if (flow.description.trim() !== '' || !flow.active) return;
    const hasSlug = Object.hasOwn(flow.raw, 'slug');
    report({
      message: `flow "${flow.slug}" has no "description"; it is what a model reads when it picks a flow`,
      place: hasSlug ? { pointer: '/slug', at: 'key' } : { pointer: '', at: 'open' },
    });
  },
};
