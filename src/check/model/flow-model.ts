import type { StepDirectory } from '../../facts/index.ts';
import type { Flow, JsonDocument } from '../../flow/index.ts';
import type { ReferenceNode, StepNode, TextNode } from './nodes.ts';

/** A flow with everything in it bound to what it means. Made by `bindFlow`; nothing changes it afterwards but claims. */
export interface FlowModel {
  readonly flow: Flow;
  /** Shown in findings; a path relative to where the command was called. */
  readonly file: string;
  readonly directory: StepDirectory;
  /** All steps, in the order of the document. */
  readonly steps: readonly StepNode[];
  /** Those that are not inside another step; `finally` is not among them. */
  readonly topLevel: readonly StepNode[];
  /** The texts of the flow's `output`. */
  readonly output: readonly TextNode[];
  /** All references, those of `output` last. */
  readonly references: readonly ReferenceNode[];
  /** The document is broken JSON and was read as far as it could be: what is missing may only be unreadable. */
  readonly hasSyntaxErrors: boolean;
  /** The text with positions; read when it is first asked for. */
  readonly document: () => JsonDocument;
}
