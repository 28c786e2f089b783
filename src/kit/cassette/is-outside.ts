import type { StepCall } from '../../engine/index.ts';
import type { PortName } from '../../ports/index.ts';

/** What a step may use and still give the same the next time. A script's date and chance are its sandbox's own. */
const INSIDE: ReadonlySet<PortName> = new Set(['clock']);

/** Whether a step asks something of the world, or changes it. One that only holds other steps leaves that to them. */
export function isOutside({ isContainer, effect, needs }: StepCall): boolean {
  return !isContainer && (effect !== 'none' || needs.some((name) => !INSIDE.has(name)));
}
