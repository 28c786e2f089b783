// Pushes or pulls, and is killed before the step that VICTIM_DIES_AT numbers: `victim.ts ROOT URL push|pull`. A step is a request
// or a change of the file system; when a file is written, that half of it is there. Prints the steps, one a line.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [root = '', url = '', direction = ''] = process.argv.slice(2);
const fatalStep = Number(process.env['VICTIM_DIES_AT']);
const steps: string[] = [];

/** `half` is done before the end. */
function step(name: string, half?: () => void): void {
  steps.push(name);
  if (steps.length !== fatalStep) return;
  half?.();
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

const placeOf = (path: unknown) => (String(path).includes('.genie-actions') ? 'base' : 'file');

const { writeFileSync, renameSync, linkSync, unlinkSync, rmSync, existsSync } = fs;
Object.assign(fs, {
  writeFileSync(path: string, text: string, options: object) {
    step(`write ${placeOf(path)}`, () => writeFileSync(path, text.slice(0, text.length / 2), options));
    writeFileSync(path, text, options);
  },
  renameSync(from: string, to: string) {
    step(`rename ${placeOf(to)}`);
    renameSync(from, to);
  },
  linkSync(from: string, to: string) {
    step(`link ${placeOf(to)}`);
    linkSync(from, to);
  },
  unlinkSync(path: string) {
    step(`unlink ${placeOf(path)}`);
    unlinkSync(path);
  },
  rmSync(path: string, options: object) {
    if (existsSync(path)) step(`remove ${placeOf(path)}`);
    rmSync(path, options);
  },
});
syncBuiltinESMExports();

// After the functions were replaced: what is imported earlier keeps the old ones.
const { remoteRows } = await import('./remote-rows.ts');
const { crashFlags, openProject } = await import('./crash-project.ts');
const { sync } = await import('./project.ts');
const project = openProject(root, remoteRows(url, step));
await sync(direction === 'push' ? 'push' : 'pull', project, { flags: crashFlags(root) });
process.stdout.write(steps.map((name) => `${name}\n`).join(''));
