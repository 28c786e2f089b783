import { basename } from 'node:path';
import type { FlowFile } from '../../ports/index.ts';

/** Of two files with one slug neither is the flow: nobody can tell which is meant. */
export function markDuplicates(files: readonly FlowFile[]): FlowFile[] {
  const bySlug = Map.groupBy(files, ({ slug }) => slug);
  return files.map((file) => {
    const others = bySlug.get(file.slug)!.filter((other) => other !== file);
    if (others.length === 0 || file.problem !== undefined) return file;
    const names = others.map(({ path }) => basename(path)).join(', ');
    return { ...file, problem: `${basename(file.path)} has the same slug as ${names}: give one of them another` };
  });
}
