export type Severity = 'error' | 'warning' | 'info';

export type Confidence = 'high' | 'medium' | 'low';

/** Whether a fix can be taken without looking: `safe` says the same thing as before, only right. */
export type FixSafety = 'safe' | 'unsafe';

/** A part of the file: lines and columns from 1, columns in UTF-16 units as editors count, the end exclusive. */
export interface DiagnosticRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface RelatedPlace extends DiagnosticRange {
  /** What is there: `first set here`. */
  label: string;
  /** Of the place, when it is in another file. */
  file?: string;
}

/** Replaces a part of the file. Both offsets are bytes of the UTF-8 text; the end is exclusive. */
export interface TextEdit {
  offset: number;
  endOffset: number;
  text: string;
}

export interface DiagnosticFix {
  /** What it does, as a person would say it: `"directus_read"`, `rename to "collection"`, `add "limit": 1 to step 0`. */
  title: string;
  safety: FixSafety;
  /** In the order of the text, not overlapping. */
  edits: TextEdit[];
  /** The path that the file itself should have, relative to the folder that it is in. */
  rename?: string;
}

/** One finding: where, what, what instead, and which rule. This is the object that `--format json` prints. */
export interface Diagnostic extends DiagnosticRange {
  /** `group/name`: `json/syntax`, `step/unknown-type`, `ref/undefined`. */
  rule: string;
  severity: Severity;
  confidence: Confidence;
  message: string;
  file: string;
  /** Bytes of the UTF-8 text, from 0; the end is exclusive. */
  offset: number;
  endOffset: number;
  /** JSON pointer of the value that the finding is about. */
  pointer: string;
  /** A few words for under the caret; empty where the message says it all. */
  label: string;
  related: RelatedPlace[];
  /** Ways out and reasons, a sentence each. */
  notes: string[];
  fix?: DiagnosticFix;
  /** Where the rule is explained. */
  docs: string;
}

/** A finding that somebody decided to live with. */
export interface SuppressedDiagnostic {
  diagnostic: Diagnostic;
  /** `inSource`: by a `$lint` key; `external`: by a baseline or the configuration. */
  kind: 'inSource' | 'external';
  /** Why, in the words of whoever decided. */
  reason?: string;
}
