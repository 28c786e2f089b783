import { RULES } from '../../check/index.ts';
import type { ReportFormat } from '../../report/report-formats.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { renderTable } from '../render/table.ts';
import type { Session } from '../session.ts';
import { ruleSettings, type LinterOptions } from './create-linter.ts';

/** `lint --rules`: every rule, as the flags and the configuration set it. */
export function listRules(
  session: Session,
  choices: Omit<LinterOptions, 'catalogue' | 'project'>,
  format: ReportFormat,
): Outcome {
  const severities = ruleSettings(choices);
  const rules = RULES.map((rule) => ({
    rule: rule.name,
    severity: severities[rule.name]!,
    confidence: rule.confidence,
    fix: rule.fix ?? null,
    ignorable: rule.isIgnorable !== false,
    since: rule.since,
    summary: rule.summary,
  }));
  const json = { version: 1, preset: choices.preset, rules };
  const palette = createPalette(session.hasColor(session.streams.stdout));
  const table = renderTable(
    [
      { title: 'rule', value: ({ rule }) => rule, paint: palette.accent },
      { title: 'severity', value: ({ severity }) => severity },
      { title: 'fix', value: ({ fix }) => fix ?? '' },
      { title: 'finds', value: ({ summary }) => summary },
    ],
    rules,
    { width: session.width, title: palette.dim },
  );
  return { status: EXIT_STATUS.done, json, text: format === 'json' ? JSON.stringify(json, null, 2) : table };
}
