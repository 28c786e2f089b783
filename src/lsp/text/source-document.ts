import type {
  Position,
  PositionEncodingKind,
  Range,
  TextDocumentContentChangeEvent,
  TextDocumentItem,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextRange } from '../../flow/index.ts';

/** The text of an open document; positions in the unit that client and server agreed on, offsets in UTF-16 units. */
export class SourceDocument {
  readonly #document: TextDocument;
  readonly #isUtf8: boolean;

  constructor({ uri, languageId, version, text }: TextDocumentItem, encoding: PositionEncodingKind) {
    this.#document = TextDocument.create(uri, languageId, version, text);
    this.#isUtf8 = encoding === 'utf-8';
  }

  get uri(): string {
    return this.#document.uri;
  }

  get languageId(): string {
    return this.#document.languageId;
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#document.getText();
  }

  /** Each change is about the text that the one before it left. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      const inUnits = 'range' in change ? { text: change.text, range: this.#unitsOf(change.range) } : change;
      TextDocument.update(this.#document, [inUnits], version);
    }
  }

  offsetAt(position: Position): number {
    return this.#document.offsetAt(this.#isUtf8 ? this.#unitPosition(position) : position);
  }

  positionAt(offset: number): Position {
    return this.encode(this.#document.positionAt(offset));
  }

  /** Turns a position in UTF-16 units into one that the client understands. */
  encode(position: Position): Position {
    if (!this.#isUtf8) return position;
    return { line: position.line, character: Buffer.byteLength(this.#lineUpTo(position)) };
  }

  rangeOf({ start, end }: TextRange): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  #unitsOf(range: Range): Range {
    return this.#isUtf8 ? { start: this.#unitPosition(range.start), end: this.#unitPosition(range.end) } : range;
  }

  /** A position in the middle of a character is taken to be before it. */
  #unitPosition({ line, character }: Position): Position {
    let [units, bytes] = [0, 0];
    for (const symbol of this.#lineUpTo({ line, character: character + 1 })) {
      bytes += Buffer.byteLength(symbol);
      if (bytes > character) break;
      units += symbol.length;
    }
    return { line, character: units };
  }

  #lineUpTo({ line, character }: Position): string {
    return this.#document.getText({ start: { line, character: 0 }, end: { line, character } });
  }
}
