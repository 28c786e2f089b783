import type { FlowProblem } from '../../../flow/index.ts';
import type { Fix, Place } from '../../finding.ts';
import type { Rule, RuleContext } from '../../rule.ts';

type Words = Pick<Rule, 'name' | 'summary' | 'explanation' | 'bad' | 'good'> & Partial<Pick<Rule, 'fix'>>;

export interface DocumentRuleOptions {
  at?: Place['at'];
  label?: string;
  fixOf?: (problem: FlowProblem, context: RuleContext) => Fix | undefined;
}

/** A rule for what the reader of the document finds: its words are the message. */
export function documentRule(words: Words, { at, label, fixOf }: DocumentRuleOptions = {}): Rule {
  return {
    severity: 'error',
    confidence: 'high',
    fix: undefined,
    since: '0.2.0',
    ...words,
    problem(problem, context) {
      const { message, pointer, related = [] } = problem;
      context.report({
        message,
        place: at === undefined ? { pointer } : { pointer, at },
        ...(label === undefined ? {} : { label }),
        related: related.map((range) => ({ place: { pointer, span: range }, label: range.label })),
        fix: fixOf?.(problem, context),
      });
    },
  };
}
