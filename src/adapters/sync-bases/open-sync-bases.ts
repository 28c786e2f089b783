import { basename, join, relative } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { SyncBase, SyncBasesPort } from '../../ports/index.ts';
import { createFolderSync, namesInFolder } from '../atomic-files/index.ts';
import { isSlug } from '../flow-listing.ts';
import { deleteBaseFile, readBaseFile, replaceBaseFile } from './base-file.ts';
import { baseText } from './base-text.ts';
import type { ParsedBase } from './parse-base.ts';

export interface SyncBasesOptions {
  /** The project's folder, absolute: the bases stand in `.genie-actions/base/<target>/` below it. */
  root: string;
  /** The name of the target, which names a folder. */
  target: string;
  /** The address of the target's server, without credentials. */
  address: string;
  /** The server has moved: bases that were made for another address count as made for this one. */
  isMoved?: boolean;
}

export interface FileSyncBases extends SyncBasesPort {
  /** Absolute. */
  readonly directory: string;
  /** Writes this address into the bases that were made for another one. Returns their slugs. */
  takeOver(): Promise<string[]>;
}

const TARGET = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * The bases of one target, a file for each flow. The same base gives the same bytes on every machine; one that is there
 * already, in whatever formatting, is not written again. After a power cut a base may be as it was before, or noticed as
 * damaged, but never wrong. Throws `TARGET_INVALID`; methods reject with `SYNC_BASES_UNREADABLE`, `SYNC_BASE_UNWRITABLE`.
 */
export function openSyncBases({ root, target, address, isMoved = false }: SyncBasesOptions): FileSyncBases {
  const directory = join(root, '.genie-actions', 'base', folderOf(target));
  const syncFolder = createFolderSync();
  const fileOf = (slug: string) => join(directory, `${slug}.json`);

  function problemOf(slug: string, parsed: ParsedBase): string | undefined {
    const file = relative(root, fileOf(slug));
    if ('problem' in parsed) return `${file} ${parsed.problem}; ${WAY_OUT}`;
    const madeFor = parsed.base.address;
    if (madeFor === address || isMoved) return undefined;
    return `${file} was made for ${madeFor}, and "${target}" is ${address}: if the server has moved, add --moved; if not, delete the file`;
  }

  return {
    directory,
    async read() {
      const bases = new Map<string, SyncBase>();
      const problems = new Map<string, string>();
      for (const slug of slugsIn(directory)) {
        const parsed = readBaseFile(fileOf(slug), slug);
        if (parsed === undefined) continue;
        const problem = problemOf(slug, parsed);
        if (problem !== undefined) problems.set(slug, problem);
        else if ('base' in parsed) bases.set(slug, toSyncBase(parsed.base));
      }
      return { bases, problems };
    },
    async write(base) {
      const file = fileOf(checkedSlug(base.slug));
      const text = baseText(base, address);
      const there = readBaseFile(file, base.slug);
      if (there !== undefined && 'base' in there && baseText(there.base, there.base.address) === text) return;
      replaceBaseFile(file, text);
      await syncFolder(directory);
    },
    async delete(slug) {
      if (deleteBaseFile(fileOf(checkedSlug(slug)))) await syncFolder(directory);
    },
    async takeOver() {
      const taken: string[] = [];
      for (const slug of slugsIn(directory)) {
        const parsed = readBaseFile(fileOf(slug), slug);
        if (parsed === undefined || 'problem' in parsed || parsed.base.address === address) continue;
        replaceBaseFile(fileOf(slug), baseText(parsed.base, address));
        taken.push(slug);
      }
      if (taken.length > 0) await syncFolder(directory);
      return taken;
    },
  };
}

const WAY_OUT = 'delete it, and the next push or pull compares the flow file and the row anew';

function folderOf(target: string): string {
  if (TARGET.test(target)) return target;
  throw new UsageError('TARGET_INVALID', `The target "${target}" has a name that cannot be one`, {
    detail:
      'A target is named with a-z, A-Z, 0-9, "_" and "-", at most 64 characters, and begins with a letter or a digit.',
  });
}

/** The slug becomes part of a path. */
function checkedSlug(slug: string): string {
  if (isSlug(slug)) return slug;
  throw new UsageError('SYNC_BASE_UNWRITABLE', `"${slug}" is not the slug of a flow`);
}

/** A name that is not a slug is looked at as well: its base has another slug. */
function slugsIn(directory: string): string[] {
  const names = namesInFolder(directory, 'SYNC_BASES_UNREADABLE', 'What was synced last cannot be read');
  return names.flatMap((name) => (name.endsWith('.json') && !name.startsWith('.') ? [basename(name, '.json')] : []));
}

function toSyncBase({ slug, document, isHeldInactive }: SyncBase): SyncBase {
  return { slug, document, isHeldInactive };
}
