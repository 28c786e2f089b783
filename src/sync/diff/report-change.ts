import type { FlowChange } from '../types.ts';
import { describeSpot, type Spot } from './spot.ts';

/** Where the changes of a side are collected. */
export interface ChangeList {
  side: FlowChange['side'];
  changes: FlowChange[];
}

export function reportChange(
  { side, changes }: ChangeList,
  kind: FlowChange['kind'],
  spot: Spot,
  values: Pick<FlowChange, 'before' | 'after'>,
): void {
  changes.push({ side, kind, what: describeSpot(spot), pointer: spot.pointer, ...values });
}
