#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`genie-actions needs Node 22.18 or later; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Importing these makes all of their exports, which takes longer than what is done with them.
  const { existsSync } = process.getBuiltinModule('node:fs');
  const { enableCompileCache } = process.getBuiltinModule('node:module');
  const { join } = process.getBuiltinModule('node:path');
  // Compiled once for many runs; in the person's own folder, because whoever can write there can run code here. Runs that
  // promise to write nothing go without.
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = process.env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, '.cache'));
  const isTraceless = ['--dry-run', '--replay'].some((flag) => process.argv.includes(flag));
  if (caches && !isTraceless) enableCompileCache(join(caches, 'genie-actions'));
  const built = new URL('../dist/command/main.js', import.meta.url);
  const entry = existsSync(built) ? built : new URL('../src/cli/main.ts', import.meta.url);
  const { main } = await import(entry.href);
  process.exitCode = await main(process.argv.slice(2), process);
}
