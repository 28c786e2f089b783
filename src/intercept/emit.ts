import type { InterceptorEvent } from './events.ts';
import type { Machine } from './machine.ts';

/** Adds an event to those that the chunk gives. */
export function emit(machine: Machine, event: InterceptorEvent): void {
  // Most chunks give one event, and a push to an empty array makes room for sixteen.
  if (machine.events.length === 0) machine.events = [event];
  else machine.events.push(event);
}
