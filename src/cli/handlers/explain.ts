import { RULES, type Rule } from '../../check/index.ts';
import { ruleUnknown } from '../lint/rule-flags.ts';
import { explainRule, ruleRecord } from '../lint/explain-rule.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { wrapText } from '../render/fit-text.ts';
import type { Session } from '../session.ts';

/** `explain [RULE]`: works without a project and without a network. */
export async function explain(session: Session, name: string | undefined): Promise<Outcome> {
  const width = Math.min(session.width, 100);
  const hasColor = session.hasColor(session.streams.stdout);
  if (name === undefined) {
    const rules = RULES.map((rule) => ({ rule: rule.name, severity: rule.severity, summary: rule.summary }));
    return { status: EXIT_STATUS.done, json: { version: 1, rules }, text: listByGroup(hasColor, width) };
  }
  const rule = RULES.find((candidate) => candidate.name === name);
  if (rule === undefined) throw ruleUnknown(name);
  return { status: EXIT_STATUS.done, json: await ruleRecord(rule), text: await explainRule(rule, { hasColor, width }) };
}

function listByGroup(hasColor: boolean, width: number): string {
  const palette = createPalette(hasColor);
  const groups = Map.groupBy(RULES, ({ name }) => name.split('/')[0]!);
  const nameWidth = Math.max(...RULES.map(({ name }) => name.length));
  const line = ({ name, severity, summary }: Rule) => {
    const head = `  ${palette.accent(name.padEnd(nameWidth))}  ${severity.padEnd(7)}  `;
    const margin = ' '.repeat(nameWidth + 13);
    return head + wrapText(summary, width - margin.length).join(`\n${margin}`);
  };
  const blocks = [...groups].map(([group, rules]) => [palette.strong(group), ...rules.map(line)].join('\n'));
  return blocks.join('\n\n');
}
