import { chooseRules, RULES, type CheckOptions, type Preset, type Rule } from '../check/index.ts';
import { exampleListing } from '../check/rule-example.ts';
import type { RuleExample, RuleGroup } from '../check/rule.ts';
import { exampleReport } from '../report/example-report.ts';
import { prettyReport } from '../report/pretty/pretty-report.ts';
import { PLAIN_STYLE } from '../report/pretty/style.ts';
import { generatedFrom } from './generated.ts';

/** Columns of the findings, as `genie-actions explain` prints them in a wide terminal. */
const WIDTH = 100;

const PRESETS: readonly Preset[] = ['recommended', 'strict', 'audit'];

const TITLES: Record<RuleGroup, string> = {
  json: 'JSON',
  flow: 'Flows',
  step: 'Steps',
  ref: 'References',
  type: 'Types',
  directus: 'Directus',
  ollama: 'Ollama',
  stagehand: 'Browser sessions',
  taxonomy: 'Taxonomy',
  queue: 'Queues',
  time: 'Time',
  sec: 'Security',
  prompt: 'Prompts',
  lint: 'Suppressions',
};

/** docs/rules.md: one section per rule, with what the linter says of its wrong example. */
export function rulesDocument(catalogue: CheckOptions['catalogue']): string {
  const groups = [...Map.groupBy(RULES, ({ name }) => TITLES[name.split('/')[0] as RuleGroup])];
  const contents = groups.flatMap(([title, rules]) => [`- [${title}](#${anchor(title)})`, ...rules.map(entry)]);
  const sections = groups.flatMap(([title, rules]) =>
    [`## ${title}`].concat(rules.map((rule) => section(rule, catalogue))),
  );
  const parts = [`<!-- ${generatedFrom('rules')} -->`, '# Rules', introduction(), contents.join('\n'), ...sections];
  return `${parts.join('\n\n')}\n`;
}

function introduction(): string {
  return [
    `What \`genie-actions lint\` looks for: ${RULES.length} rules. An example shows steps, without the flow around them; the lines of the`,
    'findings are those of the whole flow, whose first step stands in line 5. `genie-actions explain RULE` prints a section at the terminal.',
    '',
    'A rule has a severity in each preset: `recommended` is the default, `strict` reports more, `audit` turns everything on. Its confidence says how',
    'often it is right. A safe fix says the same as before, only right (`--fix`); an unsafe one should be looked at (`--fix=all`).',
  ].join('\n');
}

function entry({ name, summary }: Rule): string {
  return `  - [\`${name}\`](#${anchor(name)}): ${summary}`;
}

function section(rule: Rule, catalogue: CheckOptions['catalogue']): string {
  const report = exampleReport(rule, rule.bad, catalogue);
  return [
    `### ${rule.name}`,
    rule.summary,
    facts(rule),
    rule.explanation,
    'Wrong:',
    listing(rule.bad),
    block('text', prettyReport(report, { style: PLAIN_STYLE, width: WIDTH }).trimEnd()),
    'Right:',
    listing(rule.good),
    settings(rule),
  ].join('\n\n');
}

function facts(rule: Rule): string {
  const severities = PRESETS.map((preset) => chooseRules(preset).severities.get(rule) ?? 'off');
  return [
    `| ${[...PRESETS, 'confidence', 'fix', 'since'].join(' | ')} |`,
    '| --- | --- | --- | --- | --- | --- |',
    `| ${[...severities, rule.confidence, rule.fix ?? 'none', rule.since].join(' | ')} |`,
  ].join('\n');
}

/** Each file is named where there are several. */
function listing(example: RuleExample): string {
  const files = exampleListing(example).map(({ file, text }) => ({
    name: `\`${file}\`\n\n`,
    block: block(file.endsWith('.md') ? 'markdown' : 'jsonc', text),
  }));
  return files.map((file) => (files.length > 1 ? file.name + file.block : file.block)).join('\n\n');
}

function settings({ name, isIgnorable }: Rule): string {
  const inFlow =
    isIgnorable === false
      ? 'A flow cannot suppress it.'
      : `On a step or a flow: \`"$lint": { "${name}": "why it is all right here" }\`.`;
  return `For a project: \`{ "lint": { "rules": { "${name}": "off" } } }\`. For one call: \`--rule ${name}=off\`. ${inFlow}`;
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** As GitHub makes it from a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
