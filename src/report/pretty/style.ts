import type { Severity } from '../../check/diagnostic.ts';

/** What a piece of a report means; how it looks in a terminal is decided here. */
export interface Style {
  severity(severity: Severity, text: string): string;
  strong(text: string): string;
  /** Line numbers, bars and arrows. */
  frame(text: string): string;
  /** What belongs to a finding without being its place. */
  related(text: string): string;
  fix(text: string): string;
  dim(text: string): string;
}

const plain = (text: string): string => text;
export const PLAIN_STYLE: Style = {
  severity: (_, text) => text,
  strong: plain,
  frame: plain,
  related: plain,
  fix: plain,
  dim: plain,
};

const COLOR: Record<Severity, string> = { error: '1;31', warning: '1;33', info: '1;36' };
const paint = (codes: string) => (text: string) => (text === '' ? '' : `\u001b[${codes}m${text}\u001b[0m`);

export const COLORED_STYLE: Style = {
  severity: (severity, text) => paint(COLOR[severity])(text),
  strong: paint('1'),
  frame: paint('34'),
  related: paint('36'),
  fix: paint('32'),
  dim: paint('2'),
};
