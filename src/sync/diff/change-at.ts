import type { FlowChange } from '../types.ts';
import { describeSpot, pointerOf, type Spot } from './spot.ts';

export function changeAt(
  side: FlowChange['side'],
  kind: FlowChange['kind'],
  spot: Spot,
  values: Pick<FlowChange, 'before' | 'after'>,
): FlowChange {
  return { side, kind, what: describeSpot(spot), pointer: pointerOf(spot), ...values };
}
