import { isDeeperThan, isJsonObject, MAX_JSON_DEPTH, type Json } from '../../json.ts';
import { lineOfMergeMarker } from '../atomic-files/index.ts';
import { BASE_VERSION, isChecksumOf, type StoredBase } from './base-text.ts';

/** What a base file says, or why it cannot be used: the rest of a sentence that begins with the file's name. */
export type ParsedBase = { base: StoredBase } | { problem: string };

/** `slug` is what the file's name says. Never throws. */
export function parseBase(text: string, slug: string): ParsedBase {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    const line = lineOfMergeMarker(text);
    return {
      problem: line === undefined ? 'is cut off or not JSON' : `has git's markers of a merge conflict (line ${line})`,
    };
  }
  if (!isJsonObject(value) || isDeeperThan(value, MAX_JSON_DEPTH + 1)) return { problem: 'is not a base' };
  const { checksum, ...rest } = value;
  if (typeof rest['version'] === 'number' && rest['version'] > BASE_VERSION) {
    return { problem: `was written by a newer genie-actions (version ${rest['version']} of the form)` };
  }
  if (!isStoredBase(rest)) return { problem: 'is not a base' };
  if (!isChecksumOf(checksum, rest)) return { problem: 'was edited by hand or damaged: its checksum does not fit' };
  if (rest.slug !== slug) return { problem: `is the base of "${rest.slug}": it was copied or renamed` };
  return { base: rest };
}

function isStoredBase(value: object): value is StoredBase {
  const { version, address, slug, isHeldInactive, document } = value as Record<keyof StoredBase, Json | undefined>;
  return (
    version === BASE_VERSION &&
    typeof address === 'string' &&
    typeof slug === 'string' &&
    typeof isHeldInactive === 'boolean' &&
    isJsonObject(document)
  );
}
