import type { JsonObject } from '../json.ts';
import type { SyncBase } from '../ports/index.ts';
import { isHeldInactive, remoteDocument } from './compare-sides.ts';
import { canonicalDocument, columnChanges, editorKeysOf, flowText, isSameDocument } from './document.ts';
import type { FlowPlan, PlanOptions, Sides } from './types.ts';

/** What is done with a flow, and what its base is afterwards. */
export type Choice = Pick<FlowPlan, 'action' | 'nextBase' | 'problem'>;

/** Makes both sides hold a document. At least one of them is there. */
export function bringTo(document: JsonObject, sides: Sides, options: PlanOptions): Choice {
  if (sides.remote === undefined) return createRow(document, sides, options);
  const nextBase = baseOf(document, sides);
  const row = rowOf(document, sides);
  const changes = columnChanges(sides.remote.document, row);
  const isRowChanged = Object.keys(changes).length > 0;
  if (sides.local === undefined) return { action: createFile(document, sides, options), nextBase };
  const { path } = sides.local;
  if (isSameDocument(document, sides.local.document!)) {
    return { action: isRowChanged ? { kind: 'update-row', changes, document: row } : { kind: 'write-base' }, nextBase };
  }
  const text = textFor(document, sides);
  if (!isRowChanged) return { action: { kind: 'update-file', path, text }, nextBase };
  return { action: { kind: 'merge-both', path, text, changes, document: row }, nextBase };
}

/** Writes a document to the file only: the row is taken as the base, so that the next push sends what the file has more. */
export function writeFileOnly(document: JsonObject, sides: Sides): Choice {
  const nextBase = baseOf(remoteDocument(sides)!, sides);
  const { path, document: known } = sides.local!;
  if (isSameDocument(document, known!)) return { action: { kind: 'write-base' }, nextBase };
  return { action: { kind: 'update-file', path, text: textFor(document, sides) }, nextBase };
}

/** Leaves the file as it is, ready to be pushed: the row is taken as the base. */
export function keepFile(sides: Sides): Choice {
  const remote = remoteDocument(sides);
  if (remote === undefined) return { action: { kind: 'delete-base' }, nextBase: undefined };
  return { action: { kind: 'write-base' }, nextBase: baseOf(remote, sides) };
}

export function deleteRow(): Choice {
  return { action: { kind: 'delete-row' }, nextBase: undefined };
}

export function deleteFile(sides: Sides): Choice {
  return { action: { kind: 'delete-file', path: sides.local!.path }, nextBase: undefined };
}

/** A row that was held inactive before it was deleted stays so: nobody has said yet that it may run. */
function createRow(document: JsonObject, { slug, base }: Sides, { isInactive }: PlanOptions): Choice {
  const canonical = canonicalDocument(document);
  const isWanted = isInactive === true || base?.isHeldInactive === true;
  const isHeld = isWanted && canonical['active'] !== false;
  const row = isHeld ? { ...canonical, active: false } : canonical;
  return {
    action: { kind: 'create-row', document: row, isHeldInactive: isHeld },
    nextBase: { slug, document: canonical, isHeldInactive: isHeld },
  };
}

function createFile(document: JsonObject, { slug }: Sides, { pathOf, schemaOfNewFiles }: PlanOptions) {
  const editorKeys: JsonObject = schemaOfNewFiles === undefined ? {} : { $schema: schemaOfNewFiles };
  return { kind: 'create-file', path: pathOf(slug), text: flowText(document, editorKeys) } as const;
}

function baseOf(document: JsonObject, sides: Sides): SyncBase {
  const canonical = canonicalDocument(document);
  const isHeld = isHeldInactive(sides) && canonical['active'] !== false;
  return { slug: sides.slug, document: canonical, isHeldInactive: isHeld };
}

/** What the row holds when it has a document: one that is held inactive stays so. */
function rowOf(document: JsonObject, sides: Sides): JsonObject {
  const canonical = canonicalDocument(document);
  return isHeldInactive(sides) ? { ...canonical, active: false } : canonical;
}

function textFor(document: JsonObject, { local }: Sides): string {
  return flowText(document, editorKeysOf(local!.document!));
}
