import type { Diagnostic, DiagnosticFix, DiagnosticRange, Severity } from '../../check/diagnostic.ts';
import type { BytePositions } from './byte-positions.ts';

export const SARIF_LEVEL: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** What a result needs to know beside its diagnostic. */
export interface ResultContext {
  ruleIndex: number;
  fingerprint: string;
  /** `undefined` when the document is not there any more. */
  positions: BytePositions | undefined;
}

/** A finding as a SARIF result: related places are both locations and a code flow that ends at the finding. */
export function sarifResult(diagnostic: Diagnostic, { ruleIndex, fingerprint, positions }: ResultContext) {
  const { rule, severity, confidence, message, file, pointer, label, related, notes, fix } = diagnostic;
  const relatedPlaces = related.map((place) => ({
    ...location(place.file ?? file, place),
    message: { text: place.label },
  }));
  const own = location(file, diagnostic);
  const replacements = fix === undefined || positions === undefined ? [] : replacementsOf(fix, positions);
  return {
    ruleId: rule,
    ruleIndex,
    level: SARIF_LEVEL[severity],
    message: { text: [message, ...notes].join('\n') },
    locations: [{ ...own, logicalLocations: [{ fullyQualifiedName: pointer, kind: 'value' }] }],
    partialFingerprints: { 'genieActions/v1': fingerprint },
    properties: { confidence },
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: relatedPlaces.map((place, id) => ({ id, ...place })),
          codeFlows: [
            {
              threadFlows: [
                {
                  locations: [...relatedPlaces, { ...own, message: { text: label || message } }].map((place) => ({
                    location: place,
                  })),
                },
              ],
            },
          ],
        }),
    ...(replacements.length === 0
      ? {}
      : {
          fixes: [
            {
              description: { text: fix!.title },
              artifactChanges: [{ artifactLocation: artifact(file), replacements }],
            },
          ],
        }),
  };
}

function location(file: string, range: DiagnosticRange) {
  return { physicalLocation: { artifactLocation: artifact(file), region: regionOf(range) } };
}

function regionOf({ line, column, endLine, endColumn }: DiagnosticRange) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function replacementsOf({ edits }: DiagnosticFix, positions: BytePositions) {
  return edits.map(({ offset, endOffset, text }) => {
    const { line, column } = positions.at(offset);
    const end = positions.at(endOffset);
    return {
      deletedRegion: { startLine: line, startColumn: column, endLine: end.line, endColumn: end.column },
      insertedContent: { text },
    };
  });
}

/** A path as the reference that a URI takes: relative ones are of the place that the linter was started in. */
export function artifact(file: string): { uri: string; uriBaseId?: string } {
  const path = encodeURI(file.replaceAll('\\', '/').toWellFormed()).replaceAll('?', '%3F').replaceAll('#', '%23');
  if (path.startsWith('/')) return { uri: `file://${path}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path}` };
  return { uri: path.replace(/^\.\//, ''), uriBaseId: '%SRCROOT%' };
}
