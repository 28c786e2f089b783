import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { checkExample, checkFlow, chooseRules, RULES, type Rule } from '../../src/check/index.ts';
import { exampleDocument } from '../../src/check/rule-example.ts';
import { explainRule, ruleRecord } from '../../src/cli/lint/explain-rule.ts';
import { directoryOf } from '../../src/facts/index.ts';
import { prettyReport } from '../../src/report/pretty/pretty-report.ts';
import { PLAIN_STYLE } from '../../src/report/pretty/style.ts';
import { builtInSteps } from '../../src/steps/index.ts';
import { codeBlocks, linksAndAnchors } from '../docs/markdown.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/rules.md'), 'utf8');
const catalogue = directoryOf(createCatalogue(builtInSteps));
const { anchors, links } = linksAndAnchors(page);

/** Everything is on, so that nothing hides in a rule that is off. */
const rulesFor = (rule: Rule) =>
  chooseRules('recommended', rule.severity === 'off' ? { [rule.name]: rule.strictSeverity ?? 'warning' } : {});

function sectionOf(rule: Rule): string {
  const start = page.indexOf(`\n### ${rule.name}\n`);
  const end = page.slice(start + 1).search(/\n##/);
  return page.slice(start, end === -1 ? undefined : start + 1 + end);
}

test('the page has all rules, and every link on it an anchor', () => {
  const documented = [...page.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
  expect(documented).toHaveLength(RULES.length);
  expect(new Set(documented)).toEqual(new Set(RULES.map(({ name }) => name)));
  expect(links.length).toBeGreaterThan(RULES.length);
  expect(links.filter((link) => !anchors.has(link.slice(1)))).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  const blocks = codeBlocks('docs/rules.md', sectionOf(rule));
  const report = blocks.find(({ language }) => language === 'text')!.text;

  test('finds in its wrong example what the page says', () => {
    const found = checkExample(rule.bad, { catalogue, rules: rulesFor(rule) });
    const own = found.filter((diagnostic) => diagnostic.rule === name);
    expect(own.map(({ docs }) => docs.replace('docs/rules.md#', '')).filter((anchor) => !anchors.has(anchor))).toEqual(
      [],
    );
    const texts = new Map(Object.entries(rule.bad.beside ?? {}));
    const textOf = (file: string) => texts.get(file) ?? exampleDocument(rule.bad);
    const shown = prettyReport(
      { files: [], diagnostics: own, unreadable: [], textOf },
      { style: PLAIN_STYLE, width: 100 },
    );
    expect(shown.trimEnd()).toBe(report);
    expect(report).toContain(`[${name}]`);
  });

  test('finds it in the text that stands on the page, too', () => {
    const [wrong] = blocks;
    const isCut = wrong!.text.includes(' … ');
    if (isCut || rule.bad.beside !== undefined) return;
    const text = exampleDocument({ text: wrong!.text, isWhole: rule.bad.isWhole ?? false });
    const { diagnostics } = checkFlow(text, {
      catalogue,
      file: rule.bad.file ?? 'flows/post-create.json',
      project: rule.bad.project ?? {},
      rules: rulesFor(rule),
    });
    expect(diagnostics.map((diagnostic) => diagnostic.rule)).toContain(name);
  });

  test('finds nothing in its right example, nor does another rule', () => {
    const found = checkExample(rule.good, { catalogue, rules: rulesFor(rule) });
    expect(found.filter((diagnostic) => diagnostic.rule === name || diagnostic.severity !== 'info')).toEqual([]);
  });

  test('is explained at the terminal in the same words', async () => {
    const printed = await explainRule(rule, { hasColor: false, width: 100 });
    const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '  ');
    for (const { text } of blocks) expect(printed).toContain(indented(text));
    const record = await ruleRecord(rule);
    expect(page).toContain(`](${record.docs.replace('docs/rules.md', '')})`);
    expect(record.bad.diagnostics.length).toBeGreaterThan(0);
  });
});
