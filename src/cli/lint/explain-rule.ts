import type { Rule } from '../../check/index.ts';
import { exampleListing } from '../../check/rule-example.ts';
import type { RuleExample } from '../../check/rule.ts';
import { builtInFacts } from '../../facts/built-in-facts.ts';
import { exampleReport } from '../../report/example-report.ts';
import { formatReport } from '../../report/report-formats.ts';
import { wrapText } from '../render/fit-text.ts';
import { createPalette } from '../render/palette.ts';

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
    bad: { ...listed(rule.bad), diagnostics: exampleReport(rule, rule.bad, builtInFacts()).diagnostics },
    good: listed(rule.good),
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
  const report = await formatReport('pretty', exampleReport(rule, rule.bad, builtInFacts()), {
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
    ...listing(rule.bad),
    '',
    ...indent(report.trimEnd()),
    '',
    title('Right'),
    ...listing(rule.good),
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

function listed(example: RuleExample) {
  const [document, ...beside] = exampleListing(example);
  return { ...document, ...(beside.length === 0 ? {} : { beside }) };
}

/** Its files; each is named where there are several. */
function listing(example: RuleExample): string[] {
  const files = exampleListing(example);
  if (files.length === 1) return indent(files[0]!.text);
  return files.flatMap(({ file, text }) => [`${file}:`].concat(indent(text)));
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? line : `  ${line}`));
}
