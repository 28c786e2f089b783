import type { Rule } from '../../rule.ts';

const HEAD =
  '{\n  "slug": "post-draft",\n  "name": "Draft a post",\n  "description": "Writes a draft.",\n  "steps": []\n}\n';
const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;

export const flowFileName: Rule = {
  name: 'flow/file-name',
  severity: 'warning',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'The file is not called like the slug of its flow.',
  explanation:
    'Flows are pushed and pulled by slug: `pull` writes `<slug>.json`. A file with another name is mostly a copy whose slug was not changed, and pushing it overwrites the flow that it was copied from.',
  bad: { isWhole: true, text: HEAD, file: 'flows/post-create.json' },
  good: { isWhole: true, text: HEAD, file: 'flows/post-draft.json' },
  flow({ model: { flow, file }, report }) {
    const { slug } = flow;
    if (!file.endsWith('.json') || file.endsWith(`/${slug}.json`) || file === `${slug}.json`) return;
    // Other rules speak of a slug that is not there or cannot be called; `flow.json` is what a text without a name is called.
    if (!SLUG.test(slug) || file === 'flow.json') return;
    const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    if (name === `${slug}.json`) return;
    report({
      message: `slug "${slug}" does not match the file name "${name}"`,
      place: { pointer: '/slug' },
      label: 'slug here',
      fix: { title: `rename the file to ${slug}.json`, safety: 'unsafe', changes: [], rename: `${slug}.json` },
    });
  },
};
