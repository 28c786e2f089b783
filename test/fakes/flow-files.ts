import type { JsonObject } from '../../src/json.ts';
import type { FlowFilesPort, SyncBase, SyncBasesPort } from '../../src/ports/index.ts';
import { flowText } from '../../src/sync/index.ts';

export interface FakeFlowFiles extends FlowFilesPort {
  texts: Map<string, string>;
  document(slug: string): JsonObject | undefined;
  /** The person edits, creates or deletes (`undefined`) a file. */
  set(slug: string, document: JsonObject | undefined): void;
}

export const pathOf = (slug: string) => `/project/flows/${slug}.json`;

/** Flow files in memory. `pause` is waited for where a disk would be. */
export function flowFiles(pause: () => Promise<void> = async () => undefined): FakeFlowFiles {
  const texts = new Map<string, string>();
  return {
    directory: '/project/flows',
    texts,
    document(slug) {
      const text = texts.get(pathOf(slug));
      return text === undefined ? undefined : (JSON.parse(text) as JsonObject);
    },
    set(slug, document) {
      if (document === undefined) texts.delete(pathOf(slug));
      else texts.set(pathOf(slug), flowText(document));
    },
    async read() {
      await pause();
      return [...texts].map(([path, text]) => {
        const document = JSON.parse(text) as JsonObject;
        return { path, text, slug: document['slug'] as string, document };
      });
    },
    async write(path, text, expected) {
      await pause();
      if (texts.get(path) !== expected) return false;
      texts.set(path, text);
      return true;
    },
    async delete(path, expected) {
      await pause();
      return texts.get(path) === expected && texts.delete(path);
    },
  };
}

export interface FakeSyncBases extends SyncBasesPort {
  bases: Map<string, SyncBase>;
}

/** Bases in memory. */
export function syncBases(pause: () => Promise<void> = async () => undefined): FakeSyncBases {
  const bases = new Map<string, SyncBase>();
  return {
    bases,
    async read() {
      await pause();
      return { bases: new Map(bases), problems: new Map() };
    },
    async write(base) {
      await pause();
      bases.set(base.slug, base);
    },
    async delete(slug) {
      await pause();
      bases.delete(slug);
    },
  };
}
