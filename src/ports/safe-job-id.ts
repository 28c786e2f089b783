/**
 * An id that BullMQ takes: it refuses whole numbers (`123`) and colons (`a:b`). The same id gives the same safe id,
 * different ids give different ones.
 */
export function safeJobId(id: string | number): string {
  const text = String(id);
  if (text.includes(':')) return `job-${encodeURIComponent(text)}`;
  return /^-?\d+$/.test(text) ? `job-${text}` : text;
}
