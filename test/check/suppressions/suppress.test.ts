import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow, chooseRules } from '../../../src/check/index.ts';
import { fixText } from '../../../src/check/fixes/index.ts';
import type { RuleOverride } from '../../../src/check/suppressions/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const catalogue = directoryOf(createCatalogue(builtInSteps));
const REASON = 'only admins can run this flow';

function flowText(lint: string, flowLint = ''): string {
  return `{
  "slug": "fetch", "name": "Fetch", "description": "Fetches a page.",${flowLint}
  "steps": [
    { "type": "parallel", "branches": { "a": [
      { "type": "http", "name": "page",${lint} "url": "{{ params.url }}" },
      { "type": "log", "message": "got {{ page.status }}" }
    ] } }
  ]
}
`;
}

function rulesFound(text: string, overrides: RuleOverride[] = [], file = 'flows/fetch.json'): string[] {
  const { diagnostics } = checkFlow(text, { catalogue, file, overrides });
  return diagnostics.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}

describe('a suppression', () => {
  it('takes its finding away from the step that it stands on, also inside another step', () => {
    expect(rulesFound(flowText(''))).toEqual(['sec/ssrf']);
    expect(rulesFound(flowText(` "$lint": { "sec/ssrf": "${REASON}" },`))).toEqual([]);
  });

  it('of the flow counts for the whole file', () => {
    expect(rulesFound(flowText('', ` "$lint": { "sec/ssrf": "${REASON}" },`))).toEqual([]);
  });

  it('does nothing without a reason', () => {
    expect(rulesFound(flowText(' "$lint": { "sec/ssrf": " " },'))).toEqual(['lint/suppression-reason', 'sec/ssrf']);
  });

  it('of a rule that is off is not unused', () => {
    const text = flowText(` "$lint": { "sec/ssrf": "${REASON}" },`);
    const rules = chooseRules('recommended', { 'sec/ssrf': 'off' });
    expect(checkFlow(text, { catalogue, file: 'flows/fetch.json', rules }).diagnostics).toEqual([]);
  });

  it('in a broken document is not unused', () => {
    const text = flowText(` "$lint": { "sec/ssrf": "${REASON}" },`).replace('"{{ params.url }}"', '"{{ params.url }}');
    expect(rulesFound(text)).toEqual(['json/syntax']);
  });

  it('that is unused is taken out by its fix, the last one with its "$lint"', () => {
    const text = flowText(
      ` "$lint": { "sec/insecure-url": "a", "ref/undefined": "b" },`,
      ` "$lint": { "sec/ssfr": "${REASON}", "ref/undefined": "c" },`,
    );
    const check = (changed: string) => checkFlow(changed, { catalogue, file: 'flows/fetch.json' }).diagnostics;
    const fixed = fixText(text, check, 'safe').text;
    expect(fixed).toBe(flowText('', ` "$lint": { "sec/ssrf": "${REASON}" },`));
    expect(fixText(fixed, check, 'safe')).toMatchObject({ text: fixed, rounds: 0 });
  });

  it.each([
    ['in front of', '"$lint": { "sec/insecure-ulr": "no TLS" }, "url": "http://printer.example.com/"', undefined],
    ['behind', '"url": "http://printer.example.com/", "$lint": { "sec/insecure-ulr": "no TLS" }', undefined],
    [
      'with its finding still hidden',
      '"ulr": "http://printer.example.com/", "$lint": { "sec/insecure-ulr": "no TLS" }',
      '"url"',
    ],
    [
      'of a rule whose fix comes early',
      '"url": "https://a.example.com/", "hedaers": {}, "$lint": { "step/unknwon-option": "ours" }',
      undefined,
    ],
  ])('that is misspelt is repaired before what it is about: %s', (_name, settings, url) => {
    const text = flowText('').replace('"url": "{{ params.url }}"', settings);
    const check = (changed: string) => checkFlow(changed, { catalogue, file: 'flows/fetch.json' }).diagnostics;
    const expected = text.replace('insecure-ulr', 'insecure-url').replace('unknwon', 'unknown');
    expect(fixText(text, check, 'safe').text).toBe(url === undefined ? expected : expected.replace('"ulr"', url));
  });

  it('whose repaired name brings another mistake leaves other fixes alone', () => {
    const text = flowText('').replace(
      '"url": "{{ params.url }}"',
      '"url": "http://a.example.com/", "$lint": { "sec/ssrf": "a", "sec/ssfr": "b" }',
    );
    const check = (changed: string) => checkFlow(changed, { catalogue, file: 'flows/fetch.json' }).diagnostics;
    expect(fixText(text, check, 'safe').text).toContain('https://a.example.com/');
  });

  it('is told with its reason, the innermost one', () => {
    const text = flowText(` "$lint": { "sec/ssrf": "${REASON}" },`, ' "$lint": { "sec/ssrf": "all of it" },');
    const { diagnostics, suppressed } = checkFlow(text, { catalogue, file: 'flows/fetch.json' });
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(suppressed).toMatchObject([
      { kind: 'inSource', reason: REASON, diagnostic: { rule: 'sec/ssrf', severity: 'error', line: 5 } },
    ]);
  });
});

describe('an override', () => {
  const off = { rules: { 'sec/ssrf': 'off' }, reason: REASON } as const;

  it.each<[string, RuleOverride, boolean]>([
    ['for every file', off, true],
    ['for its folder', { ...off, files: ['flows/**'] }, true],
    ['for files like it', { ...off, files: ['**/f*.json'] }, true],
    ['for one of several folders', { ...off, files: ['{drafts,flows}/fetch.json'] }, true],
    ['for another folder', { ...off, files: ['drafts/*.json', 'f*.json', '{flows/fetch.json'] }, false],
    ['for its step', { ...off, step: 'page' }, true],
    ['for the place of its step', { ...off, step: '/steps/0/branches/a/0' }, true],
    ['for another step', { ...off, step: 'site' }, false],
    ['for another rule', { rules: { 'sec/insecure-url': 'off' } }, false],
  ])('%s takes findings away that it is about', (_name, override, isSuppressed) => {
    const { diagnostics, suppressed } = checkFlow(flowText(''), {
      catalogue,
      file: 'flows/fetch.json',
      overrides: [override],
    });
    expect(diagnostics.map(({ rule }) => rule).includes('sec/ssrf')).toBe(!isSuppressed);
    expect(suppressed).toMatchObject(
      isSuppressed ? [{ kind: 'external', reason: REASON, diagnostic: { rule: 'sec/ssrf' } }] : [],
    );
  });

  it('is about a path, where the file has another name', () => {
    const found = (path: string) =>
      checkFlow(flowText(''), { catalogue, file: '../fetch.json', path, overrides: [{ ...off, files: ['flows/*'] }] })
        .suppressed.length;
    expect([found('flows/fetch.json'), found('fetch.json')]).toEqual([1, 0]);
  });

  it('changes severities; the last one counts, and a rule that is off is on where it says so', () => {
    const overrides: RuleOverride[] = [
      { rules: { 'sec/ssrf': 'info' } },
      { rules: { 'sec/ssrf': 'warning', 'time/no-http-timeout': 'info' }, step: 'page' },
      { rules: { 'time/no-http-timeout': 'error' }, files: ['drafts/*'] },
    ];
    const found = (file: string) =>
      checkFlow(flowText(''), { catalogue, file, overrides }).diagnostics.map(({ rule, severity }) => [rule, severity]);
    expect(found('flows/fetch.json')).toEqual(
      expect.arrayContaining([
        ['sec/ssrf', 'warning'],
        ['time/no-http-timeout', 'info'],
      ]),
    );
    expect(found('drafts/fetch.json')).toContainEqual(['time/no-http-timeout', 'error']);
    expect(checkFlow(flowText(''), { catalogue }).diagnostics.map(({ rule }) => rule)).not.toContain(
      'time/no-http-timeout',
    );
  });

  it('and a suppression in the flow for the same finding are both right to be there', () => {
    expect(rulesFound(flowText(` "$lint": { "sec/ssrf": "${REASON}" },`), [off])).toEqual([]);
  });
});
