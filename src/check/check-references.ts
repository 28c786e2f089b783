import type { Catalogue } from '../catalogue.ts';
import { compileExpression, compileTemplate, referencesOf, type Reference } from '../expression/index.ts';
import { GenieError } from '../errors.ts';
import {
  nestedListsOf,
  readSteps,
  visitSteps,
  type Flow,
  type NestedList,
  type NestedSettings,
  type Step,
} from '../flow/index.ts';
import type { Json } from '../json.ts';
import { didYouMean } from '../nearest-name.ts';
import type { Finding } from './diagnostic.ts';
import { VisibleNames } from './visible-names.ts';

const ROOTS = ['input', 'params', 'steps', 'context', 'user', 'env'];

/** Every reference starts with a name that exists by the time its step runs. */
export function checkReferences(
  flow: Flow,
  catalogue: Catalogue,
  nestedSettings: NestedSettings,
  report: (finding: Finding) => void,
): void {
  const checker = new ReferenceChecker(flow, catalogue, nestedSettings, report);
  const names = new VisibleNames(ROOTS);
  checker.list(flow.steps, names, true);
  checker.list(flow.finally, names.inner(), false);
  if (flow.output !== undefined) checker.template(flow.output, '/output', names);
}

class ReferenceChecker {
  readonly #catalogue: Catalogue;
  readonly #nestedSettings: NestedSettings;
  readonly #report: (finding: Finding) => void;
  /** Every result key of the flow, to tell a name that comes too late from one that does not exist. */
  readonly #allKeys = new Set<string>();

  constructor(flow: Flow, catalogue: Catalogue, nestedSettings: NestedSettings, report: (finding: Finding) => void) {
    this.#catalogue = catalogue;
    this.#nestedSettings = nestedSettings;
    this.#report = report;
    visitSteps(flow, ({ step: { key } }) => key !== undefined && this.#allKeys.add(key), nestedSettings);
  }

  /** Adds the keys of the list to `names` as its steps go by. */
  list(steps: readonly Step[], names: VisibleNames, isTopLevel: boolean): void {
    for (const [index, step] of steps.entries()) {
      this.#step(step, names, isTopLevel ? index : undefined);
      if (step.key !== undefined) names.add(step.key);
    }
  }

  template(
    value: Json,
    pointer: string,
    names: VisibleNames,
    raw: ReadonlySet<string> = new Set(),
    stepIndex?: number,
  ): void {
    try {
      for (const reference of referencesOf(compileTemplate(value, raw))) {
        this.#reference(reference, `${pointer}${reference.pointer}`, names, stepIndex);
      }
    } catch (thrown) {
      this.#syntax(thrown, pointer);
    }
  }

  #step(step: Step, names: VisibleNames, stepIndex: number | undefined): void {
    const stepType = this.#catalogue.get(step.type);
    if (stepType === undefined) return;
    const base = step.dialect === 1 ? `${step.pointer}/config` : step.pointer;
    if (step.when !== undefined) this.#expression(step.when, `${step.pointer}/when`, names, stepIndex);
    if (step.retry?.if !== undefined)
      this.#expression(step.retry.if, `${step.pointer}/retry/if`, names.inner(['error']), stepIndex);
    this.template(step.config, base, names, new Set(Object.keys(stepType.rawSettings)), stepIndex);
    const lists = nestedListsOf(step, this.#nestedSettings);
    const inside = this.#closedLists(step, lists, names);
    for (const [setting, kind] of Object.entries(stepType.rawSettings)) {
      const source = step.config[setting];
      if (kind === 'expression' && typeof source === 'string')
        this.#expression(source, `${base}/${setting}`, inside, stepIndex);
    }
    this.#openLists(lists, names);
  }

  /** Lists whose results stay inside. Returns the names that the step's own expressions see. */
  #closedLists(step: Step, lists: readonly NestedList[], names: VisibleNames): VisibleNames {
    const inside = names.inner();
    for (const { steps: raw, pointer, isVisibleAfterwards } of lists) {
      if (isVisibleAfterwards) continue;
      const seen = names.inner(localNames(step));
      this.list(readSteps(raw, pointer).steps, seen, false);
      inside.join(seen);
    }
    return inside;
  }

  /** Lists whose results can be read behind the step: they join `names`. */
  #openLists(lists: readonly NestedList[], names: VisibleNames): void {
    for (const { path, steps: raw, pointer, isVisibleAfterwards } of lists) {
      if (!isVisibleAfterwards) continue;
      const isErrorNew = path[0] === 'on_error' && !names.has('error');
      if (isErrorNew) names.add('error');
      this.list(readSteps(raw, pointer).steps, names, false);
      if (isErrorNew) names.delete('error');
    }
  }

  #expression(source: string, pointer: string, names: VisibleNames, stepIndex: number | undefined): void {
    try {
      for (const reference of referencesOf(compileExpression(source)))
        this.#reference(reference, pointer, names, stepIndex);
    } catch (thrown) {
      this.#syntax(thrown, pointer);
    }
  }

  #reference(reference: Reference, pointer: string, names: VisibleNames, stepIndex: number | undefined): void {
    const { root, path, text, start, end } = reference;
    const range = { start, end };
    if (!names.has(root)) {
      const message = this.#allKeys.has(root)
        ? `"${text}": the result "${root}" is not there yet, or not visible here`
        : `"${text}": there is no "${root}"${didYouMean(root, names)}`;
      this.#report({ rule: 'ref/undefined', pointer, range, message });
      return;
    }
    const index = path[0];
    if (root === 'steps' && typeof index === 'number' && stepIndex !== undefined && index >= stepIndex) {
      this.#report({
        rule: 'ref/undefined',
        pointer,
        range,
        message: `"${text}": step ${index} has not run before step ${stepIndex} (counted from 0)`,
      });
    }
  }

  #syntax(thrown: unknown, pointer: string): void {
    if (!(thrown instanceof GenieError)) throw thrown;
    const where = typeof thrown.data['pointer'] === 'string' ? `${pointer}${thrown.data['pointer']}` : pointer;
    this.#report({ rule: 'ref/syntax', pointer: where, message: thrown.message });
  }
}

/** What the steps of a loop or of another type with steps inside see besides the names around them. */
function localNames(step: Step): string[] {
  const as = step.config['as'];
  return ['item', 'index', ...(typeof as === 'string' ? [as] : [])];
}
