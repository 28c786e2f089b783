export type Severity = 'error' | 'warning' | 'info';

/** One finding: where, what, what instead, and which rule. */
export interface Diagnostic {
  /** `group/name`: `json/syntax`, `step/unknown-type`, `ref/undefined`. */
  rule: string;
  severity: Severity;
  message: string;
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
  endLine: number;
  endColumn: number;
  /** From 0, in UTF-16 units of the text; the end is exclusive. */
  offset: number;
  endOffset: number;
  /** JSON pointer of the value that the finding is about. */
  pointer: string;
}

/** A finding before its place is turned into lines and columns. */
export interface Finding {
  rule: string;
  severity?: Severity;
  message: string;
  pointer: string;
  /** `key`: the finding is about the name of the property, not about its value. */
  at?: 'key' | 'value';
  /** Offsets inside the text of a string value. */
  range?: { start: number; end: number };
}
