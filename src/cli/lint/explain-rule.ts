import { checkFlow, chooseRules, type Diagnostic, type Rule } from '../../check/index.ts';
import { exampleDocument } from '../../check/rule-example.ts';
import type { RuleExample } from '../../check/rule.ts';
import { builtInFacts } from '../../facts/built-in-facts.ts';
import { formatReport } from '../../report/report-formats.ts';
import { wrapText } from '../render/fit-text.ts';
import { createPalette } from '../render/palette.ts';

const DEFAULT_FILE = 'flows/post-create.json';

/** What is known of a rule, for a program. */
export async function ruleRecord(rule: Rule) {
  const { name, severity, strictSeverity = severity, confidence, fix, isIgnorable, since, summary, explanation } = rule;
  return {
    version: 1,
    rule: name,
    severity: { recommended: severity, strict: strictSeverity },
    confidence,
    fix: fix ?? null,
    ignorable: isIgnorable !== false,
    since,
    summary,
    explanation,
    bad: { text: rule.bad.text, diagnostics: findingsOf(rule, rule.bad) },
    good: { text: rule.good.text },
    docs: `docs/rules.md#${name.replace('/', '')}`,
  };
}

/** What it finds, why, both examples with what the linter says of the bad one, and how it is set. */
export async function explainRule(
  rule: Rule,
  { hasColor, width }: { hasColor: boolean; width: number },
): Promise<string> {
  const palette = createPalette(hasColor);
  const title = (text: string) => palette.strong(text);
  const report = await formatReport('pretty', exampleReport(rule, rule.bad), {
    hasColor,
    width,
    rules: [],
    version: '',
  });
  return [
    `${palette.strong(rule.name)}  ${palette.dim(facts(rule))}`,
    '',
    ...wrapText(rule.summary, width),
    '',
    title('Why'),
    ...wrapText(rule.explanation, width),
    '',
    title('Wrong'),
    ...indent(rule.bad.text),
    '',
    ...indent(report.trimEnd()),
    '',
    title('Right'),
    ...indent(rule.good.text),
    '',
    title('Configuration'),
    ...configuration(rule).map((line) => `  ${line}`),
  ].join('\n');
}

function facts({ severity, strictSeverity, fix, since }: Rule): string {
  return [
    severity === 'off' ? 'off' : severity,
    ...(strictSeverity === undefined ? [] : [`${strictSeverity} in strict`]),
    fix === undefined ? 'no fix' : `${fix} fix`,
    `since ${since}`,
  ].join(', ');
}

function configuration({ name, isIgnorable }: Rule): string[] {
  return [
    `for the project, in genie-actions.config.json: { "lint": { "rules": { "${name}": "off" } } }`,
    `for one call: genie-actions lint --rule ${name}=off`,
    isIgnorable === false
      ? 'A flow cannot suppress it.'
      : `for one step or flow, in the document: "$lint": { "${name}": "why it is all right here" }`,
  ];
}

function exampleReport(rule: Rule, example: RuleExample) {
  const document = exampleDocument(example);
  return {
    files: [example.file ?? DEFAULT_FILE],
    diagnostics: findingsOf(rule, example),
    unreadable: [],
    textOf: () => document,
  };
}

/** Only of this rule: an example may show more than one mistake. */
function findingsOf(rule: Rule, example: RuleExample): Diagnostic[] {
  const isOff = rule.severity === 'off';
  const { diagnostics } = checkFlow(exampleDocument(example), {
    catalogue: builtInFacts(),
    file: example.file ?? DEFAULT_FILE,
    ...(example.project === undefined ? {} : { project: example.project }),
    rules: chooseRules('recommended', isOff ? { [rule.name]: rule.strictSeverity ?? 'warning' } : {}),
  });
  return diagnostics.filter((diagnostic) => diagnostic.rule === rule.name);
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? line : `  ${line}`));
}
