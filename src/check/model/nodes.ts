import type { Expression, Reference } from '../../expression/index.ts';
import type { StepFacts } from '../../facts/index.ts';
import type { NestedList, Step } from '../../flow/index.ts';
import type { Scope } from './scope.ts';

/** What the first name of a reference stands for. */
export interface Binding {
  readonly name: string;
  readonly kind: 'input' | 'context' | 'user' | 'env' | 'steps' | 'error' | 'item' | 'index' | 'local' | 'result';
  /** `local` is a name that a step gives to its own expression. Of a result, the step that makes it; of `item` and `index`, the loop; of `error`, the step that failed. */
  readonly step: StepNode | undefined;
}

/** A step where it stands. */
export interface StepNode {
  readonly step: Step;
  /** `undefined` for an unknown type. */
  readonly facts: StepFacts | undefined;
  /** Place among all steps of the document, from 0: steps of `finally` and inner steps included, a step before those inside it. */
  readonly order: number;
  /** As events write it: `[1, "then", 0]`, `["finally", 0]`. */
  readonly path: readonly (string | number)[];
  /** The step around it, and the list there that it stands in. */
  readonly parent: StepNode | undefined;
  readonly list: NestedList | undefined;
  /** JSON pointer of the list that it stands in, and its place there, from 0. */
  readonly listPointer: string;
  readonly index: number;
  /** The JSON pointer of its settings: of `config`, in dialect 2 of the step itself. */
  readonly settingsPointer: string;
  /** Names as they are when the step begins; see `Scope.at`. */
  readonly scope: Scope;
  /** In its settings, `when` and `retry.if`, in the order of the document; not those of the steps inside it. */
  readonly texts: readonly TextNode[];
  readonly references: readonly ReferenceNode[];
  /** References that read its result, wherever they stand. */
  readonly readers: readonly ReferenceNode[];
}

/** Where a text stands in a flow. */
export interface Site {
  /** `undefined` in the flow's `output`. */
  readonly step: StepNode | undefined;
  readonly kind: 'setting' | 'when' | 'retry' | 'output';
  /** The top-level setting; empty elsewhere. */
  readonly setting: string;
}

/** A string in the settings of a step or in the flow's output. */
export interface TextNode {
  readonly value: string;
  readonly site: Site;
  /** JSON pointer in the document. */
  readonly pointer: string;
  /** Keys and indexes from the top-level setting on (from `output` on): `["filter", "user_id", "_eq"]`. */
  readonly path: readonly (string | number)[];
  /** It is an expression as a whole (`when`, `if`, `until`), not a template. */
  readonly isExpression: boolean;
  readonly references: readonly ReferenceNode[];
  readonly expressions: readonly ExpressionNode[];
  /** Expressions that cannot be read. */
  readonly problems: readonly { message: string; start: number; end: number }[];
}

/** An expression in a text; a plain path between braces is one, too. */
export interface ExpressionNode {
  readonly expression: Expression;
  readonly text: TextNode;
  /** Offsets in the text, with the braces if there are any. */
  readonly start: number;
  readonly end: number;
  readonly references: readonly ReferenceNode[];
}

/** A reference in a text. */
export interface ReferenceNode {
  /** `start` and `end` count from the beginning of the text. */
  readonly reference: Reference;
  readonly text: TextNode;
  readonly site: Site;
  /** `undefined` when nothing of that name can be seen here. */
  readonly binding: Binding | undefined;
  /** The step whose result it reads, also through `$steps[N]`. */
  readonly target: StepNode | undefined;
  /** What it reads from there: the path without the index of `$steps`. */
  readonly fields: readonly (string | number)[];
  /** A rule has reported it; see `Rule`. */
  isClaimed: boolean;
}
