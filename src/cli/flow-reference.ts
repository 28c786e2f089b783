/** Tells a flow file from a slug: a slug has neither a slash nor an ending. */
export function flowReference(flow: string): { file?: string } {
  return /[\\/]|\.(?:json|m?ts)$/i.test(flow) ? { file: flow } : {};
}
