import { joinPointer, type JsonDocument, type TextRange } from '../../../flow/index.ts';
import type { Change } from '../../finding.ts';
import { containersAt } from '../../place/pointer-at.ts';
import { withoutProperty } from '../../place/without-property.ts';
import type { Rule } from '../../rule.ts';
import { isFollowUp } from './follow-up.ts';

export const jsonDuplicateKey: Rule = {
  name: 'json/duplicate-key',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A key is set twice in one object.',
  explanation:
    'JSON allows it and readers keep the last value, in silence: what the first one says does nothing. Keep one of them. `--fix=all` keeps the one that counts now.',
  bad: {
    text: `{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": 1,
    "limit": 100 } }`,
  },
  good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": 1 } }' },
  problem(problem, { model, report }) {
    const document = model.document();
    if (isFollowUp(problem, document)) return;
    const { start, end, related = [] } = problem;
    const [first] = related;
    const key = keyAt(document, problem);
    const changes = first && removal(document, first);
    report({
      message: key === undefined ? problem.message : `"${key.name}" is set twice in this object; the later one counts`,
      place: { pointer: key?.pointer ?? '', span: { start, end } },
      label: 'this one counts',
      related: related.map((range) => ({ place: { pointer: '', span: range }, label: range.label })),
      fix: changes && { title: 'remove the one that is set first', safety: 'unsafe', changes },
    });
  },
};

function keyAt(document: JsonDocument, { start, end }: TextRange): { name: string; pointer: string } | undefined {
  const object = containersAt(document, { start, end }).at(-1);
  const property = object?.node.properties.find((candidate) => candidate.start === start);
  if (object === undefined || property === undefined) return undefined;
  const name = property.key.length > 40 ? `${property.key.slice(0, 39)}…` : property.key;
  return { name, pointer: joinPointer(object.pointer, property.key) };
}

function removal(document: JsonDocument, { start, end }: TextRange): Change[] | undefined {
  const node = containersAt(document, { start, end }).at(-1)?.node;
  const index = node?.properties.findIndex((candidate) => candidate.start === start) ?? -1;
  const span = node && index !== -1 ? withoutProperty(document, node, index) : undefined;
  return span && [{ kind: 'edit', span, text: '' }];
}
