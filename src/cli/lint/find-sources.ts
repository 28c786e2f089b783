import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { shortPath } from '../short-path.ts';
import type { LintSource } from './source.ts';

/** Folders without flows of the project. */
const SKIPPED_FOLDERS = new Set(['node_modules']);

/** JSON files that are no flows whatever they hold. */
const OTHER_FILES =
  /(?:^package|^package-lock|^tsconfig(?:\..*)?|^jsconfig|^genie-actions\.config|\.test|\.schema)\.json$/i;

/** The documents that paths, folders and globs name, sorted, each once. */
export function findSources(paths: readonly string[], cwd: string): { sources: LintSource[]; missing: string[] } {
  const found = new Map<string, LintSource>();
  const missing: string[] = [];
  const add = (path: string, isExplicit: boolean) => {
    if (isExplicit || !found.has(path)) found.set(path, fileSource(path, cwd, isExplicit));
  };
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    if (existsSync(absolute)) {
      if (statSync(absolute).isDirectory()) for (const file of filesIn(absolute)) add(file, false);
      else add(absolute, true);
    } else if (isGlob(path)) {
      for (const file of filesMatching(path, cwd)) add(file, false);
    } else {
      missing.push(path);
    }
  }
  return { sources: [...found.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)), missing };
}

export function fileSource(path: string, cwd: string, isExplicit: boolean): LintSource {
  return { file: shortPath(cwd, path), path, isExplicit, read: () => readFileSync(path, 'utf8') };
}

/** Whether a file that nobody named may be a flow, by its name. */
export function mayBeFlow(path: string): boolean {
  return path.endsWith('.json') && !OTHER_FILES.test(basename(path));
}

function filesIn(folder: string): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const { name } = entry;
    const path = join(folder, name);
    if (entry.isDirectory()) {
      if (!isSkipped(name)) files.push(...filesIn(path));
    } else if (mayBeFlow(name) && (entry.isFile() || isLinkToFile(path))) {
      files.push(path);
    }
  }
  return files;
}

/** `.git`, `.genie-actions`, `.vscode` and their like. */
function isSkipped(name: string): boolean {
  return name.startsWith('.') || SKIPPED_FOLDERS.has(name);
}

function isLinkToFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isGlob(path: string): boolean {
  return /[*?[\]{}]/.test(path);
}

function filesMatching(pattern: string, cwd: string): string[] {
  const matches = globSync(pattern, {
    cwd,
    exclude: (name) => SKIPPED_FOLDERS.has(basename(name)) || basename(name) === '.git',
  });
  return matches.map((path) => resolve(cwd, path)).filter((path) => mayBeFlow(path) && isLinkToFile(path));
}
