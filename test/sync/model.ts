import type { JsonObject } from '../../src/json.ts';
import type { FlowPlan, Sides } from '../../src/sync/index.ts';

/** What the sides of a flow are after its plan was carried out by nothing but this. */
export function apply({ action, nextBase, sides, slug }: FlowPlan): Sides {
  const { local, remote } = sides;
  const file = (path: string, text: string) => {
    const document = JSON.parse(text) as JsonObject;
    return { path, text, slug, document };
  };
  const row = (changes: JsonObject) => {
    const columns = Object.entries({ ...remote!.document, ...changes }).filter(([, value]) => value !== null);
    return { ...remote!, document: Object.fromEntries(columns) };
  };
  const after = { slug, local, remote, base: nextBase };
  switch (action.kind) {
    case 'create-row':
      return { ...after, remote: { id: 1, slug, updatedAt: undefined, document: action.document } };
    case 'update-row':
      return { ...after, remote: row(action.changes) };
    case 'delete-row':
      return { ...after, remote: undefined };
    case 'create-file':
    case 'update-file':
      return { ...after, local: file(action.path, action.text) };
    case 'delete-file':
      return { ...after, local: undefined };
    case 'merge-both':
      return { ...after, local: file(action.path, action.text), remote: row(action.changes) };
    case 'none':
    case 'write-base':
    case 'delete-base':
      return after;
  }
}
