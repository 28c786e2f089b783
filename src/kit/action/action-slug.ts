const MAX_CHARS = 64;

/**
 * The name of an action as tags, flows and the command line write it: a name that is a slug already is its own; in others
 * what is no letter or digit becomes a dash. Empty when nothing is left.
 */
export function actionSlug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^[-_]+/g, '')
    .slice(0, MAX_CHARS)
    .replaceAll(/-+$/g, '');
}

/** The step type of an action. */
export function actionType(name: string): string {
  return `action:${actionSlug(name)}`;
}
