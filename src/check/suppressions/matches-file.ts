const patterns = new Map<string, RegExp>();

/** Whether one of the globs is for the file: `*` within a folder, `**` through folders, `?` one character, `{a,b}` either. */
export function matchesFile(globs: readonly string[] | undefined, file: string): boolean {
  if (globs === undefined) return true;
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return globs.some((glob) => patternOf(glob).test(path));
}

function patternOf(glob: string): RegExp {
  let pattern = patterns.get(glob);
  if (pattern === undefined) {
    patterns.set(glob, (pattern = new RegExp(`^${sourceOf(glob.replace(/^\.\//, ''))}$`)));
  }
  return pattern;
}

function sourceOf(glob: string): string {
  return glob.replaceAll(/\{[^{}]*\}|\*\*\/|\*\*|\*|\?|[\\^$.|+()[\]{}]/g, (found) => {
    if (found.length > 1 && found.startsWith('{'))
      return `(?:${found.slice(1, -1).split(',').map(sourceOf).join('|')})`;
    if (found === '**/') return '(?:[^/]+/)*';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return found === '?' ? '[^/]' : `\\${found}`;
  });
}
