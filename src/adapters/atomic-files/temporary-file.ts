import { createHash } from 'node:crypto';
import { chmodSync, chownSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { currentOwner, isOwnerAlive } from '../sqlite-journal/run-owner.ts';

/** `.<name>.<host>-<process>-<number>.tmp`: hidden, beside the file that it becomes. */
const TEMPORARY = /^\..+\.([0-9a-f]{8})-([0-9]+)-[0-9]+\.tmp$/;

/** Of the file's own name: with the rest of the temporary one it has to fit into 255 bytes. */
const MAX_NAME_LENGTH = 50;

let written = 0;

/** Asked for when it is first needed: what it is made of stays the same as long as the process lives. */
let thisProcess: { pid: number; host: string; hostTag: string } | undefined;

function knowThisProcess() {
  if (thisProcess !== undefined) return thisProcess;
  const { host, pid } = currentOwner();
  return (thisProcess = { pid, host, hostTag: createHash('sha256').update(host).digest('hex').slice(0, 8) });
}

/** Writes a text to a hidden file beside `file`, whose mode and owner it takes. Throws what the file system says, and leaves nothing then. */
export function writeTemporary(file: string, text: string): string {
  const { hostTag, pid } = knowThisProcess();
  const name = `.${basename(file).slice(0, MAX_NAME_LENGTH)}.${hostTag}-${pid}-${++written}.tmp`;
  const temporary = join(dirname(file), name);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats !== undefined) takeAfter(temporary, stats);
    return temporary;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function takeAfter(temporary: string, { mode, uid, gid }: Stats): void {
  const own = statSync(temporary);
  // Only an administrator may give a file away; a file of somebody else that may be written becomes one's own.
  if (own.uid !== uid || own.gid !== gid) {
    try {
      chownSync(temporary, uid, gid);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    }
  }
  if (own.mode !== mode) chmodSync(temporary, mode);
}

/**
 * Removes what processes that were killed have left of `names`, which stand in `directory`. What cannot be removed stays:
 * it is hidden and does no harm. The file of a process that was only slow is missed by its owner, who then writes nothing.
 */
export function sweepTemporaries(directory: string, names: readonly string[]): void {
  for (const name of names) {
    const [, hostTag, pid] = TEMPORARY.exec(name) ?? [];
    if (hostTag === undefined) continue;
    const file = join(directory, name);
    try {
      if (!isOwnerAlive(ownerOf(hostTag, Number(pid)), statSync(file).mtimeMs, Date.now())) rmSync(file);
    } catch {
      continue;
    }
  }
}

/** A host that is not this one has another name than this one, whatever it is. */
function ownerOf(hostTag: string, pid: number) {
  const own = knowThisProcess();
  return { host: hostTag === own.hostTag ? own.host : hostTag, pid, processStart: '' };
}
