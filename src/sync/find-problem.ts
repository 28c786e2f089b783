import { isDeeperThan, MAX_JSON_DEPTH } from '../json.ts';
import type { Sides } from './types.ts';

const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Why a flow cannot be synced, in a sentence without its slug; `undefined`: it can. */
export function findProblem({ slug, local, remote, problem }: Sides): string | undefined {
  if (problem !== undefined) return problem;
  if (local?.problem !== undefined) return local.problem;
  if (!SLUG.test(slug)) {
    const holder = local?.path ?? (remote === undefined ? 'the base' : `the row ${remote.id}`);
    return `${holder} has a slug that is not one: use a-z, 0-9, "_" and "-", at most 64 characters`;
  }
  if (local === undefined) return undefined;
  if (local.document === undefined) return `${local.path} is not a JSON object`;
  return local.document['slug'] === slug ? undefined : `${local.path} has no "slug": write "slug": "${slug}"`;
}

/** Which of the documents is nested too deep to be compared. Looks at every value: only worth while where something differs. */
export function findDepthProblem({ local, remote, base }: Sides): string | undefined {
  const documents = { 'the file': local?.document, 'the row': remote?.document, 'the base': base?.document };
  for (const [name, document] of Object.entries(documents)) {
    if (document !== undefined && isDeeperThan(document, MAX_JSON_DEPTH)) {
      return `${name} is nested deeper than ${MAX_JSON_DEPTH} levels`;
    }
  }
  return undefined;
}
