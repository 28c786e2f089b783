import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic, DiagnosticRange, Severity } from '../../check/diagnostic.ts';
import type { OpenFlow } from '../open-flow.ts';
import { unitOffsets } from '../text/unit-offsets.ts';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Findings about what could as well not be there; editors show it faded. */
const UNNECESSARY: ReadonlySet<string> = new Set(['ref/dead-step', 'ref/unused-result-key', 'flow/unreachable']);

/** The findings of a flow as editors take them. `ruleUri` is where a rule is explained. */
export function diagnosticsOf(flow: OpenFlow, ruleUri: (rule: string) => string | undefined): LspDiagnostic[] {
  const toUnits = unitOffsets(flow.text);
  return flow.checked.diagnostics.map((found) => {
    const { rule, severity, message, notes, related, offset, endOffset } = found;
    const href = ruleUri(rule);
    return {
      range: flow.source.rangeOf({ start: toUnits(offset), end: toUnits(endOffset) }),
      severity: SEVERITIES[severity],
      source: 'genie-actions',
      code: rule,
      message: [message, ...notes].join('\n'),
      ...(href === undefined ? {} : { codeDescription: { href } }),
      ...(UNNECESSARY.has(rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
      ...(related.length === 0 ? {} : { relatedInformation: relatedOf(flow, related) }),
    };
  });
}

/** Places in other files are left to the message: their text is not at hand. */
function relatedOf(flow: OpenFlow, related: Diagnostic['related']): NonNullable<LspDiagnostic['relatedInformation']> {
  return related
    .filter(({ file }) => file === undefined || file === flow.file)
    .map((place) => ({ location: { uri: flow.source.uri, range: rangeOf(flow, place) }, message: place.label }));
}

function rangeOf(flow: OpenFlow, { line, column, endLine, endColumn }: DiagnosticRange) {
  return {
    start: flow.source.encode({ line: line - 1, character: column - 1 }),
    end: flow.source.encode({ line: endLine - 1, character: endColumn - 1 }),
  };
}
