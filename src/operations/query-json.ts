import { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';

/**
 * What a JSONPath (RFC 9535) finds: the value for a path that can find only one (`$.posts[0].title`), else the list of
 * all. Rejects with `JSONPATH_INVALID`, and with `JSONPATH_NO_MATCH` when the one value is not there.
 */
export async function queryJson(input: Json, path: string): Promise<Json> {
  const [{ query }, { default: parse }] = await Promise.all([
    import('jsonpath-rfc9535'),
    import('jsonpath-rfc9535/parser'),
  ]);
  let found: Json[];
  let isSingular: boolean;
  try {
    isSingular = parse(path).segments.every(isSingularSegment);
    found = query(input, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GenieError('JSONPATH_INVALID', `"${path}" is not a JSONPath: ${reason}`, { cause, isRetryable: false });
  }
  if (!isSingular) return found;
  if (found[0] === undefined) {
    throw new GenieError('JSONPATH_NO_MATCH', `"${path}" finds nothing in the input`, { isRetryable: false });
  }
  return found[0];
}

interface Segment {
  type: string;
  node: { type: string; selectors?: ReadonlyArray<{ type: string }> };
}

function isSingularSegment({ type, node }: Segment): boolean {
  if (type !== 'ChildSegment') return false;
  if (node.type === 'MemberNameShorthand') return true;
  const [selector, ...more] = node.selectors ?? [];
  return more.length === 0 && (selector?.type === 'NameSelector' || selector?.type === 'IndexSelector');
}
