import { describe, expect, it } from 'vitest';
import { checkFlow, type Diagnostic } from '../../../src/check/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { catalogue } from '../../flows/run-document.ts';
import { cleanFlow } from './clean-flow.ts';
import { FlowEditor } from './edit-flow.ts';
import { MUTANTS, type Mutant } from './mutants.ts';
import { platformProject } from './platform-project.ts';
import { Random } from './random.ts';

const directory = directoryOf(catalogue);
const SEEDS = Number(process.env['MUTANT_SEEDS'] ?? 60);

interface Outcome {
  seed: number;
  text: string;
  pointer: string;
  findings: Diagnostic[];
  isFound: boolean;
}

describe('damaged flows', () => {
  it('are damaged in many ways', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(100);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s', (_, mutant) => {
    const outcomes = Array.from({ length: SEEDS }, (_, seed) => damaged(mutant, seed)).filter(
      (outcome) => outcome !== undefined,
    );
    expect(outcomes.length, 'documents that could be damaged').toBeGreaterThanOrEqual(SEEDS / 20);
    const missed = outcomes.filter(({ isFound }) => !isFound);
    expect(missed.slice(0, 2).map(describeOutcome).join('\n')).toBe('');
    const noisy = mutant.hasManyPlaces === true ? [] : outcomes.filter(({ findings }) => findings.length > 2);
    expect(noisy.length / outcomes.length, noisy.slice(0, 1).map(describeOutcome).join('')).toBeLessThanOrEqual(0.1);
  });
});

/** `undefined` when the mutant finds nothing to damage in the flow of that seed. */
function damaged(mutant: Mutant, seed: number): Outcome | undefined {
  const editor = new FlowEditor(cleanFlow(seed), new Random(seed * 31 + mutant.name.length));
  const before = JSON.stringify(editor.flow, null, 2);
  const pointer = mutant.damage(editor);
  if (pointer === undefined) return undefined;
  const after = JSON.stringify(editor.flow, null, 2);
  const text = mutant.damageText === undefined ? after : mutant.damageText(after, editor);
  if (text === undefined || text === before) return undefined;
  const { diagnostics } = checkFlow(text, {
    catalogue: directory,
    file: `flows/generated-${seed}.json`,
    ...(mutant.needsProject === true ? { project: platformProject } : {}),
  });
  const findings = diagnostics.filter(({ severity }) => severity !== 'info');
  const isFound = findings.some((finding) => mutant.rules.includes(finding.rule) && isNear(finding.pointer, pointer));
  return { seed, text, pointer, findings, isFound };
}

function isNear(pointer: string, damagedAt: string): boolean {
  return pointer.startsWith(damagedAt) || damagedAt.startsWith(pointer);
}

function describeOutcome({ seed, pointer, findings, text }: Outcome): string {
  const found = findings.map(({ rule, pointer: at, message }) => `  ${rule} at ${at}: ${message}`).join('\n');
  const around = pointer === '' ? text.slice(0, 0) : excerpt(text, pointer);
  return `flow ${seed}, damaged at ${pointer}\n${around}\nfound:\n${found}\n`;
}

function excerpt(text: string, pointer: string): string {
  try {
    let value: unknown = JSON.parse(text);
    const parts = pointer.split('/').slice(1);
    for (const part of parts.slice(0, Math.max(2, parts.length - 1))) value = (value as Record<string, unknown>)[part];
    return JSON.stringify(value)?.slice(0, 400) ?? '';
  } catch {
    return '';
  }
}
