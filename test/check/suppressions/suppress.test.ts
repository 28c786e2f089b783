import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow, chooseRules } from '../../../src/check/index.ts';
import { fixText } from '../../../src/check/fixes/index.ts';
import type { SuppressionOverride } from '../../../src/check/suppressions/index.ts';
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

function rulesFound(text: string, overrides: SuppressionOverride[] = [], file = 'flows/fetch.json'): string[] {
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

  it.each<[string, SuppressionOverride, boolean]>([
    ['for every file', { rules: { 'sec/ssrf': REASON } }, true],
    ['for its folder', { files: ['flows/**'], rules: { 'sec/ssrf': REASON } }, true],
    ['for files like it', { files: ['**/f*.json'], rules: { 'sec/ssrf': REASON } }, true],
    ['for another folder', { files: ['drafts/*.json', 'f*.json'], rules: { 'sec/ssrf': REASON } }, false],
    ['for its step', { step: 'page', rules: { 'sec/ssrf': REASON } }, true],
    ['for the place of its step', { step: '/steps/0/branches/a/0', rules: { 'sec/ssrf': REASON } }, true],
    ['for another step', { step: 'site', rules: { 'sec/ssrf': REASON } }, false],
    ['without a reason', { rules: { 'sec/ssrf': '' } }, false],
  ])('of the project %s', (_name, override, isSuppressed) => {
    expect(rulesFound(flowText(''), [override])).toEqual(isSuppressed ? [] : ['sec/ssrf']);
  });
});
