/** `2026-11-21 14:03:59` in the time of this machine. */
export function localTime(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE');
}
