import type { Finding } from '../doctor/finding.ts';
import { printable } from './fit-text.ts';
import type { Palette } from './palette.ts';

/** What the doctor found: a line each, the way out below. */
export function findingsText(findings: readonly Finding[], palette: Palette): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const margin = ' '.repeat(width + 4);
  return findings
    .flatMap(({ name, status, message, fix }) => [
      `${glyphs(palette)[status]} ${palette.strong(name.padEnd(width))}  ${printable(message)}`,
      ...(fix === undefined ? [] : fix.split('\n').map((line) => `${margin}${palette.accent('→')} ${printable(line)}`)),
    ])
    .join('\n');
}

function glyphs(palette: Palette): Record<Finding['status'], string> {
  return { ok: palette.good('✓'), missing: palette.warning('!'), unused: palette.dim('-'), broken: palette.bad('✗') };
}
