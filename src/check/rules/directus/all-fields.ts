import type { Rule } from '../../rule.ts';

export const directusAllFields: Rule = {
  name: 'directus/all-fields',
  severity: 'off',
  strictSeverity: 'info',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'All fields of a collection are read.',
  explanation:
    'With `*` a field that is added later, a secret one too, is suddenly in the results, the journal and the prompts of the flow. Name the fields that it needs.',
  bad: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "fields": "*", "limit": 1 } }' },
  good: {
    text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "fields": "id,status", "limit": 1 } }',
  },
  text({ site, value, path, pointer }, { report }) {
    if (site.setting !== 'fields' && !(site.setting === 'query' && path.includes('fields'))) return;
    if (site.step?.facts?.needs.includes('directus') !== true) return;
    const all = value.split(',').find((field) => field.trim() === '*' || field.trim() === '*.*');
    if (all === undefined) return;
    report({ message: `"${all.trim()}" reads every field, also those that are added later`, place: { pointer } });
  },
};
