import type { Change } from '../../../src/check/finding.ts';
import { isJsonObject, type Json } from '../../../src/json.ts';

/** What a change means for the value; `undefined` when there is nothing to change. Takes the value apart. */
export function changeValue(root: Json, change: Change): Json | undefined {
  if (change.kind === 'edit') return undefined;
  const holder: Json[] = [root];
  const tokens = change.pointer.split('/').slice(1).map(unescape);
  let parent: Json = holder;
  let key: string = '0';
  for (const token of tokens) {
    parent = child(parent, key)!;
    key = token;
  }
  const value = child(parent, key);
  if (value === undefined) return undefined;
  switch (change.kind) {
    case 'replace':
      set(parent, key, change.value);
      break;
    case 'replace-text': {
      if (typeof value !== 'string') return undefined;
      set(parent, key, value.slice(0, change.range.start) + change.text + value.slice(change.range.end));
      break;
    }
    case 'rename-key': {
      if (!isJsonObject(parent) || Object.hasOwn(parent, change.key)) return undefined;
      delete parent[key];
      set(parent, change.key, value);
      break;
    }
    case 'remove':
      if (parent === holder) return undefined;
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete (parent as Record<string, Json>)[key];
      break;
    case 'add-property':
      if (!isJsonObject(value) || Object.hasOwn(value, change.key)) return undefined;
      set(value, change.key, change.value);
      break;
    case 'insert-item':
      if (!Array.isArray(value)) return undefined;
      value.splice(change.index, 0, change.value);
      break;
    case 'move-item':
      if (!Array.isArray(value) || value.length <= Math.max(change.from, change.to)) return undefined;
      value.splice(change.to, 0, ...value.splice(change.from, 1));
      break;
  }
  return holder[0];
}

function child(parent: Json, key: string): Json | undefined {
  if (Array.isArray(parent)) return parent[Number(key)];
  return isJsonObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function set(parent: Json, key: string, value: Json): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

function unescape(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
