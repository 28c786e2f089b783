import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the package from this source into a new folder, as `npm run build` does in place but without its declarations, and returns that folder. */
export function buildPackage(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'genie-built-')));
  for (const name of ['bin', 'flows', 'package.json'])
    cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  const run = (tool: string, ...args: string[]) =>
    execFileSync(process.execPath, [join(REPOSITORY, 'node_modules', tool), ...args], { cwd: root });
  run(
    'typescript/bin/tsc',
    '-p',
    join(REPOSITORY, '.config/tsconfig.build.json'),
    '--outDir',
    join(root, 'dist'),
    '--noCheck',
    '--declaration',
    'false',
  );
  run('rolldown/bin/cli.mjs', '-c', join(REPOSITORY, '.config/rolldown.config.js'), '--log-level', 'silent');
  return root;
}
