import type { DirectusSnapshot } from '../../project-facts.ts';

/** How old the knowledge is that a finding rests on, and how to renew it. */
export function snapshotNote({ date, file }: DirectusSnapshot): string {
  const age = date === undefined ? file : `the snapshot of ${date}`;
  return `${age} says so; "genie-actions directus schema pull" takes a new one`;
}
