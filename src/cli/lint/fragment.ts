import type { CheckedFlow, Diagnostic } from '../../check/index.ts';

type Check = (text: string) => CheckedFlow;

const HEAD = '{"slug":"fragment","name":"Fragment","steps":';

/**
 * Checks a single step, or a list of steps, as if it stood in a flow; a whole flow is checked as it is.
 * Positions are those of the fragment.
 */
export function checkFragment(text: string, check: Check): CheckedFlow {
  const body = text.replace(/^\uFEFF/, '');
  const isList = body.trimStart().startsWith('[');
  if (!isList) {
    const whole = check(text);
    if (isFlow(whole)) return whole;
  }
  const head = isList ? HEAD : `${HEAD}[`;
  const checked = check(`${head}${body}${isList ? '}' : ']}'}`);
  const length = Buffer.byteLength(body);
  const shift = { columns: head.length, bytes: head.length, pointer: isList ? '/steps' : '/steps/0' };
  const isInside = ({ offset, endOffset }: Diagnostic) => offset >= shift.bytes && endOffset <= shift.bytes + length;
  return {
    ...checked,
    diagnostics: checked.diagnostics.filter(isInside).map((diagnostic) => shifted(diagnostic, shift, length)),
    suppressed: checked.suppressed
      .filter(({ diagnostic }) => isInside(diagnostic))
      .map((entry) => Object.assign({}, entry, { diagnostic: shifted(entry.diagnostic, shift, length) })),
  };
}

function isFlow({ flow }: CheckedFlow): boolean {
  return flow !== undefined && (Object.hasOwn(flow.raw, 'steps') || Object.hasOwn(flow.raw, 'slug'));
}

interface Shift {
  columns: number;
  bytes: number;
  pointer: string;
}

function shifted(diagnostic: Diagnostic, shift: Shift, length: number): Diagnostic {
  const { offset, endOffset, pointer, fix, ...rest } = diagnostic;
  const edits = (fix?.edits ?? []).map(({ offset: from, endOffset: to, text }) => ({
    offset: from - shift.bytes,
    endOffset: to - shift.bytes,
    text,
  }));
  const isFixInside = edits.every((edit) => edit.offset >= 0 && edit.endOffset <= length);
  return {
    ...rest,
    ...moved(diagnostic, shift),
    offset: offset - shift.bytes,
    endOffset: endOffset - shift.bytes,
    pointer: pointer.startsWith(shift.pointer) ? pointer.slice(shift.pointer.length) : pointer,
    related: diagnostic.related
      .filter((place) => place.line > 1 || place.column > shift.columns)
      .map((place) => Object.assign({}, place, moved(place, shift))),
    ...(fix === undefined || !isFixInside ? {} : { fix: { ...fix, edits } }),
  };
}

/** Only the first line has something before it. */
function moved(range: { line: number; column: number; endLine: number; endColumn: number }, { columns }: Shift) {
  return {
    column: range.line === 1 ? range.column - columns : range.column,
    endColumn: range.endLine === 1 ? range.endColumn - columns : range.endColumn,
  };
}

/** What cannot be said of a step without the steps around it. */
export const SCOPE_RULES: readonly string[] = [
  'ref/undefined',
  'ref/use-before-definition',
  'ref/maybe-undefined',
  'ref/steps-index',
  'ref/steps-index-fragile',
  'ref/unused-result-key',
  'ref/dead-step',
  'ref/unknown-input',
  'flow/file-name',
  'flow/description-missing',
  'stagehand/not-closed',
  'stagehand/not-a-session',
  'taxonomy/missing-invalidate',
];
