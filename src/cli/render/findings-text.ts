import type { Finding } from '../doctor/finding.ts';
import { wrapText } from './fit-text.ts';
import type { Palette } from './palette.ts';

/** What the doctor found: a line each, the way out below. */
export function findingsText(findings: readonly Finding[], palette: Palette, width: number): string {
  const nameWidth = Math.max(...findings.map(({ name }) => name.length));
  const margin = ' '.repeat(nameWidth + 4);
  const lines: string[] = [];
  for (const { name, status, message, fix } of findings) {
    const [first = '', ...rest] = wrapText(message, width - margin.length);
    lines.push(`${glyphs(palette)[status]} ${palette.strong(name.padEnd(nameWidth))}  ${first}`);
    for (const line of rest) lines.push(`${margin}${line}`);
    for (const [index, line] of (fix === undefined ? [] : wrapText(fix, width - margin.length - 2)).entries()) {
      lines.push(`${margin}${index === 0 ? palette.accent('→') : ' '} ${line}`);
    }
  }
  return lines.join('\n');
}

function glyphs(palette: Palette): Record<Finding['status'], string> {
  return { ok: palette.good('✓'), missing: palette.warning('!'), unused: palette.dim('-'), broken: palette.bad('✗') };
}
