import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic as LspDiagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic, DiagnosticFix } from '../../check/diagnostic.ts';
import type { OpenFlow } from '../open-flow.ts';
import { unitOffsets } from '../text/unit-offsets.ts';
import { fixAllEdit } from './fix-all.ts';
import { suppression } from './suppression.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.genie-actions`;

export interface ActionRequest {
  /** Offsets in UTF-16 units. */
  start: number;
  end: number;
  /** Kinds that the client wants; all when there are none. */
  only: readonly string[] | undefined;
  canRenameFiles: boolean;
  /** What the client was told of each finding, in their order. */
  published: readonly LspDiagnostic[];
}

/** What can be done about the findings in a part of the text. */
export function codeActions(flow: OpenFlow, request: ActionRequest): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, request.only)) actions.push(...quickFixes(flow, request));
  // Not offered at a place: asked for by name, when a file is saved or from a menu.
  if (request.only !== undefined && isWanted(FIX_ALL, request.only)) {
    const edit = fixAllEdit(flow);
    const title = 'Apply all safe fixes';
    if (edit !== undefined) actions.push({ title, kind: FIX_ALL, edit: { changes: { [flow.source.uri]: [edit] } } });
  }
  return actions;
}

function quickFixes(flow: OpenFlow, request: ActionRequest): CodeAction[] {
  const toUnits = unitOffsets(flow.text);
  const actions: CodeAction[] = [];
  const suppressions: CodeAction[] = [];
  for (const [index, found] of flow.checked.diagnostics.entries()) {
    if (toUnits(found.endOffset) < request.start || toUnits(found.offset) > request.end) continue;
    const published = request.published[index];
    const diagnostics = published === undefined ? [] : [published];
    const fix = quickFix(flow, found, request);
    if (fix !== undefined) actions.push({ ...fix, diagnostics });
    const suppressed = suppression(flow, found);
    if (suppressed !== undefined) suppressions.push({ ...suppressed, diagnostics });
  }
  return [...actions, ...suppressions];
}

function quickFix(flow: OpenFlow, { fix }: Diagnostic, { canRenameFiles }: ActionRequest): CodeAction | undefined {
  if (fix === undefined || (fix.edits.length === 0 && (fix.rename === undefined || !canRenameFiles))) return undefined;
  const isSafe = fix.safety === 'safe';
  return {
    title: `Fix: ${fix.title}${isSafe ? '' : ' (changes what the flow does; look at it)'}`,
    kind: CodeActionKind.QuickFix,
    edit: editOf(flow, fix, canRenameFiles),
    ...(isSafe ? { isPreferred: true } : {}),
  };
}

function editOf({ source, text }: OpenFlow, { edits, rename }: DiagnosticFix, canRenameFiles: boolean): WorkspaceEdit {
  const toUnits = unitOffsets(text);
  const changes = edits.map((edit) => ({
    range: source.rangeOf({ start: toUnits(edit.offset), end: toUnits(edit.endOffset) }),
    newText: edit.text,
  }));
  if (rename === undefined || !canRenameFiles) return { changes: { [source.uri]: changes } };
  const textDocument = { uri: source.uri, version: source.version };
  const newUri = new URL(rename, source.uri).href;
  const renamed = { kind: 'rename' as const, oldUri: source.uri, newUri };
  return { documentChanges: [...(changes.length === 0 ? [] : [{ textDocument, edits: changes }]), renamed] };
}

/** `source` asks for all kinds below it. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}
