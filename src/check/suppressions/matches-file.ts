const patterns = new Map<string, RegExp>();

/** Whether one of the globs is for the file: `*` within a folder, `**` through folders, `?` one character. */
export function matchesFile(globs: readonly string[] | undefined, file: string): boolean {
  if (globs === undefined) return true;
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return globs.some((glob) => patternOf(glob).test(path));
}

function patternOf(glob: string): RegExp {
  let pattern = patterns.get(glob);
  if (pattern === undefined) {
    const source = glob.replace(/^\.\//, '').replaceAll(/\*\*\/|\*\*|\*|\?|[\\^$.|+()[\]{}]/g, (found) => {
      if (found === '**/') return '(?:[^/]+/)*';
      if (found === '**') return '.*';
      if (found === '*') return '[^/]*';
      return found === '?' ? '[^/]' : `\\${found}`;
    });
    patterns.set(glob, (pattern = new RegExp(`^${source}$`)));
  }
  return pattern;
}
