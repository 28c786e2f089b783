import type { TextEdit } from 'vscode-languageserver';
import { fixText } from '../../check/fixes/index.ts';
import type { OpenFlow } from '../open-flow.ts';

/** One edit that makes all safe fixes, and those that become possible by them; `undefined` when there are none. */
export function fixAllEdit(flow: OpenFlow): TextEdit | undefined {
  const { text } = fixText(flow.text, (candidate) => flow.check(candidate).diagnostics, 'safe');
  return text === flow.text ? undefined : changedPart(flow, text);
}

function changedPart({ text: before, source }: OpenFlow, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept]) kept++;
  const range = source.rangeOf({ start, end: before.length - kept });
  return { range, newText: after.slice(start, after.length - kept) };
}
