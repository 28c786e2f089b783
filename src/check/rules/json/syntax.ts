import type { JsonProblemKind } from '../../../flow/index.ts';
import { pointerAt } from '../../place/pointer-at.ts';
import type { Rule } from '../../rule.ts';
import { hasOddQuotes, isFollowUp } from './follow-up.ts';
import { repairOf } from './repair-of.ts';

export const jsonSyntax: Rule = {
  name: 'json/syntax',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'The document is not JSON.',
  explanation:
    'Nothing can run a document that is not JSON. Every mistake is reported, not only the first one, and the rest of the document is checked as far as it can be read. A comma too many or too few, a comment, single quotes and closing brackets that are missing at the end are repaired by `--fix`.',
  bad: {
    isWhole: true,
    text: `{
  "slug": "post-create", "name": "Create a post",
  "description": "Shows a syntax error.",
  "steps": [
    { "type": "log", "message": "a" },, { "type": "log", "message": "b", }
  ]
}
`,
  },
  good: { text: '{ "type": "log", "message": "a" },\n{ "type": "log", "message": "b" }' },
  problem(problem, { model, report }) {
    const document = model.document();
    if (isFollowUp(problem, document)) return;
    const { message, start, end, kind, related = [] } = problem;
    const isQuoteMissing = hasOddQuotes(document, start);
    const change = kind && repairOf(document, { kind, start, end });
    report({
      message,
      place: { pointer: pointerAt(document, problem), span: { start, end } },
      label: (kind && LABELS[kind]) ?? '',
      notes: isQuoteMissing ? ['a double quote is missing in this line, or there is one too many'] : [],
      related: related.map((range) => ({ place: { pointer: '', span: range }, label: range.label })),
      fix: change && { title: change.title, safety: 'safe', changes: [{ kind: 'edit', ...change.edit }] },
    });
  },
};

const LABELS: Partial<Record<JsonProblemKind, string>> = {
  'missing-value': 'a value is missing here',
  'missing-comma': 'a comma is missing here',
  'missing-key': 'a key is missing here',
  'missing-colon': 'a colon is missing here',
  'trailing-comma': 'nothing follows it',
};
