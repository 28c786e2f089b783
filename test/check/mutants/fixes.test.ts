import { describe, expect, it } from 'vitest';
import { fixText } from '../../../src/check/fixes/index.ts';
import { checkFlow, type Diagnostic } from '../../../src/check/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { catalogue } from '../../flows/run-document.ts';
import { cleanFlow } from './clean-flow.ts';
import { FlowEditor } from './edit-flow.ts';
import { MUTANTS, type Mutant } from './mutants.ts';
import { platformProject } from './platform-project.ts';
import { Random } from './random.ts';

const directory = directoryOf(catalogue);
const SEEDS = Number(process.env['FIX_SEEDS'] ?? 10);

describe('safe fixes of damaged flows', () => {
  const shares = new Map<string, { restored: number; all: number }>();

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s', (_, mutant) => {
    const share = { restored: 0, all: 0 };
    for (let seed = 0; seed < SEEDS; seed++) {
      const texts = damaged(mutant, seed);
      if (texts === undefined) continue;
      const check = checkerFor(mutant, seed);
      const before = check(texts.after);
      if (!before.some(({ rule, fix }) => mutant.rules.includes(rule) && fix?.safety === 'safe')) continue;
      const fixed = fixText(texts.after, check, 'safe');
      expect(fixText(fixed.text, check, 'safe').text, 'fixing twice changes nothing').toBe(fixed.text);
      expect(serious(check(fixed.text)), texts.after).toBeLessThanOrEqual(serious(before));
      if (mutant.isLossy === true) continue;
      share.all++;
      if (meaningOf(fixed.text) === meaningOf(texts.before)) share.restored++;
    }
    if (share.all > 0) shares.set(mutant.name, share);
  });

  it('restore what was there', () => {
    const sums = [...shares.values()];
    const restored = sums.reduce((sum, share) => sum + share.restored, 0);
    const all = sums.reduce((sum, share) => sum + share.all, 0);
    const lines = [...shares].map(([name, share]) => `${share.restored} of ${share.all}  ${name}`);
    expect(restored / all, lines.join('\n')).toBeGreaterThanOrEqual(0.8);
    process.stdout.write(`${lines.join('\n')}\n${restored} of ${all}\n`);
  });

  it('leave every other byte as it is', () => {
    const flow = `{ "slug":"post-create",\t"name":  "Create a post", "description": "é 😀 \\u00e9",
      "steps": [ {"type": "lgo", "config": {"message" :"$input.topic"}} ] }\r\n`;
    const check = (text: string) =>
      checkFlow(text, { catalogue: directory, file: 'flows/post-create.json' }).diagnostics;
    expect(fixText(flow, check, 'safe').text).toBe(flow.replace('lgo', 'log'));
  });
});

function damaged(mutant: Mutant, seed: number): { before: string; after: string } | undefined {
  const editor = new FlowEditor(cleanFlow(seed), new Random(seed * 31 + mutant.name.length));
  const before = JSON.stringify(editor.flow, null, 2);
  if (mutant.damage(editor) === undefined) return undefined;
  const written = JSON.stringify(editor.flow, null, 2);
  const after = mutant.damageText === undefined ? written : mutant.damageText(written, editor);
  return after === undefined || after === before ? undefined : { before, after };
}

function checkerFor(mutant: Mutant, seed: number): (text: string) => Diagnostic[] {
  const options = { catalogue: directory, file: `flows/generated-${seed}.json` };
  return (text) =>
    checkFlow(text, mutant.needsProject === true ? { ...options, project: platformProject } : options).diagnostics;
}

function serious(findings: readonly Diagnostic[]): number {
  return findings.filter(({ severity }) => severity !== 'info').length;
}

/** The same for documents that differ in spaces only. */
function meaningOf(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
