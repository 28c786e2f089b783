import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const ENTRIES = { '.': 'index', './flow': 'kit/flow/index', './testing': 'testing' };

/** Installs packages that stand in this repository into a project, without a network; of ours the source. */
export function install(project: string, names: readonly string[]): void {
  for (const name of names) {
    const installed = join(project, 'node_modules', name);
    mkdirSync(dirname(installed), { recursive: true });
    symlinkSync(name === 'genie-actions' ? sourcePackage() : join(root, 'node_modules', name), installed);
  }
}

/** Outside of `node_modules`, where Node takes the types away. */
function sourcePackage(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'genie-package-')));
  const exports: Record<string, string> = {};
  for (const [entry, module] of Object.entries(ENTRIES)) {
    const file = `${module.replaceAll('/', '-')}.ts`;
    exports[entry] = `./${file}`;
    writeFileSync(join(folder, file), `export * from ${JSON.stringify(join(root, `src/${module}.ts`))};\n`);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'genie-actions', type: 'module', exports }));
  return folder;
}
