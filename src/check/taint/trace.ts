import type { ReferenceNode, StepNode } from '../model/index.ts';
import type { FlowTaint } from './flow-taint.ts';

/** How a value came to where it is, from the end. */
export interface Trace {
  /** The step that it is from; `undefined` for parameters and the environment. */
  readonly source: StepNode | undefined;
  /** The references that it passed, the first one first; the last one is the one that was asked about. */
  readonly references: readonly ReferenceNode[];
}

/** More steps than that are told by their ends. */
const MAX_HOPS = 50;

/** Goes back along one of the bits that the value of a reference has. */
export function traceOf(reference: ReferenceNode, bit: number, taint: FlowTaint): Trace {
  const references = [reference];
  let source: StepNode | undefined;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    const [first] = references;
    source = first!.target ?? (first!.binding?.kind === 'item' ? first!.binding.step : undefined);
    if (source === undefined || (taint.sourceOf(source).bits & bit) !== 0) break;
    const before = feederOf(source, first!, bit, taint);
    if (before === undefined) break;
    references.unshift(before);
  }
  return { source, references };
}

function feederOf(step: StepNode, reader: ReferenceNode, bit: number, taint: FlowTaint): ReferenceNode | undefined {
  if (reader.binding?.kind === 'item') {
    return step.references.find((each) => each.site.setting === 'items' && (taint.of(each) & bit) !== 0);
  }
  for (const reference of taint.feeding(step, reader.fields)) {
    if ((taint.of(reference) & bit) !== 0) return reference;
  }
  return undefined;
}

/** `stagehand_extract (step 1) → $page.bio → ollama_generate.system (step 3)`. */
export function traceWords({ source, references }: Trace): string {
  const words: string[] = source === undefined ? [] : [stepWords(source)];
  for (const { text, reference } of references) {
    words.push(shownReference(reference.text));
    const { step, setting } = text.site;
    words.push(step === undefined ? 'the output of the flow' : stepWords(step, setting));
  }
  return words.join(' → ');
}

/** `ollama_generate.system (step 3)`. */
function stepWords({ step, path }: StepNode, setting = ''): string {
  return `${step.type}${setting === '' ? '' : `.${setting}`} (step ${path.join('.')})`;
}

/** With its `$`, in whatever dialect it is written. */
function shownReference(text: string): string {
  return text.startsWith('$') ? text : `$${text}`;
}
