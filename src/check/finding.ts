import type { Json } from '../json.ts';
import type { Confidence, FixSafety } from './diagnostic.ts';
import type { ReferenceNode } from './model/nodes.ts';

/** A place in a document, before it is turned into lines and columns. A value that is not there means the nearest one around it. */
export interface Place {
  pointer: string;
  /** `key`: the name of the property, not its value. `open`: only the opening bracket of an object or list. Default `value`; strings without their quotes. */
  at?: 'value' | 'key' | 'open';
  /** Offsets in the text of a string value, as `Reference` has them. */
  range?: { start: number; end: number };
  /** Offsets in the document itself, for what has no pointer. Wins over everything else. */
  span?: { start: number; end: number };
}

/** A change of a document, in terms of its values; everything around it stays as it is, byte for byte. */
export type Change =
  /** A value, or only the text of a string between two offsets of it. */
  | { kind: 'replace'; pointer: string; value: Json }
  | { kind: 'replace-text'; pointer: string; range: { start: number; end: number }; text: string }
  | { kind: 'rename-key'; pointer: string; key: string }
  /** A property or an entry of a list, with its comma. */
  | { kind: 'remove'; pointer: string }
  /** Behind the last property of the object. */
  | { kind: 'add-property'; pointer: string; key: string; value: Json }
  /** Before the entry that has this index now; the length of the list means behind its end. */
  | { kind: 'insert-item'; pointer: string; index: number; value: Json }
  /** Takes an entry of a list to where another one stands now. */
  | { kind: 'move-item'; pointer: string; from: number; to: number }
  /** Characters of the document itself, where it is not JSON yet. */
  | { kind: 'edit'; span: { start: number; end: number }; text: string };

export interface Fix {
  title: string;
  safety: FixSafety;
  changes: Change[];
  rename?: string;
}

/** What a rule says. */
export interface Finding {
  /** One sentence without a full stop: what is wrong, and `did you mean` where there is one. */
  message: string;
  place: Place;
  /** A few words for under the caret. */
  label?: string;
  related?: readonly { place: Place; label: string; file?: string }[];
  notes?: readonly string[];
  fix?: Fix | undefined;
  /** The reference that it is about: later rules say nothing more of it. */
  reference?: ReferenceNode;
  /** Where the rule's own does not hold. */
  confidence?: Confidence;
  /** Where the rule's own does not hold: a lesser case of the same mistake. */
  severity?: 'error' | 'warning' | 'info';
}
