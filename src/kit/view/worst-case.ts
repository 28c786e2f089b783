import { isJsonObject } from '../../json.ts';
import type { FlowModel, StepNode } from '../../check/model/index.ts';

/** How long a flow takes when every step takes its whole time limit and every retry is needed. */
export interface WorstCase {
  /** Milliseconds; the flow's own limit where that is shorter. */
  ms: number;
  /** What had to be supposed, one sentence each. */
  assumptions: string[];
}

/** As many rounds a loop has at most where its settings say nothing. */
const DEFAULT_MAX_ITEMS = 1_000;
const DEFAULT_CONCURRENCY: Readonly<Record<string, number>> = { loop: 1, parallel: 10 };

/** Steps one after the other are added, of branches the longest counts, rounds of a loop are multiplied. */
export function worstCaseOf({ flow, steps, topLevel }: FlowModel): WorstCase {
  const assumptions: string[] = [];
  const inner = Map.groupBy(steps, ({ parent }) => parent);
  const listMs = (nodes: readonly StepNode[]): number => nodes.reduce((sum, node) => sum + stepMs(node), 0);

  function stepMs(node: StepNode): number {
    const lists = Map.groupBy(inner.get(node) ?? [], ({ listPointer }) => listPointer);
    const isHandler = ([first]: readonly StepNode[]) => first?.list?.path[0] === 'on_error';
    const bodies = [...lists.values()].filter((list) => !isHandler(list)).map(listMs);
    const handlerMs = [...lists.values()].filter(isHandler).reduce((sum, list) => sum + listMs(list), 0);
    const ownMs = node.facts?.timeout === null ? containerMs(node, bodies) : triesMs(node);
    return ownMs + handlerMs;
  }

  function containerMs(node: StepNode, bodies: readonly number[]): number {
    const { type, config } = node.step;
    const concurrency = numberOf(config['concurrency']) ?? DEFAULT_CONCURRENCY[type] ?? 1;
    if (type === 'loop') return (bodies[0] ?? 0) * Math.ceil(roundsOf(node) / concurrency);
    if (type === 'parallel') return Math.max(0, ...bodies) * Math.ceil(bodies.length / concurrency);
    return Math.max(0, ...bodies);
  }

  function roundsOf({ step, path }: StepNode): number {
    const { items, max_items: most } = step.config;
    if (Array.isArray(items)) return items.length;
    const rounds = numberOf(most) ?? DEFAULT_MAX_ITEMS;
    assumptions.push(`the loop ${step.key ?? `at step ${path.join('.')}`} goes ${rounds.toLocaleString('en')} rounds`);
    return rounds;
  }

  const ms = listMs([
    ...topLevel,
    ...steps.filter(({ path, parent }) => path[0] === 'finally' && parent === undefined),
  ]);
  if (flow.timeoutMs === undefined || flow.timeoutMs >= ms) return { ms, assumptions };
  return { ms: flow.timeoutMs, assumptions: ["the flow's own time limit ends it"] };
}

function triesMs({ step, facts }: StepNode): number {
  // What asks nobody for anything is done at once.
  if (facts?.isPure === true && facts.needs.length === 0) return 0;
  const { retry, config, type } = step;
  const pauseMs = type === 'delay' ? numberOf(config['ms']) : undefined;
  const limitMs = pauseMs ?? step.timeoutMs ?? facts?.timeout?.defaultMs ?? 0;
  if (!isJsonObject(step.raw['retry']) || retry === undefined) return limitMs;
  return limitMs * retry.attempts + retry.maxDelayMs * (retry.attempts - 1);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}
