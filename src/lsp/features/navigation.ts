import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver';
import type { OpenFlow } from '../open-flow.ts';
import { declarationOf, occurrencesOf, symbolAt } from '../symbols.ts';

/** The step, loop or property that the reference at an offset names. */
export function definitionAt(flow: OpenFlow, offset: number): Location | null {
  const symbol = symbolAt(flow, offset);
  const place = symbol && declarationOf(flow, symbol);
  return place === undefined ? null : { uri: flow.source.uri, range: flow.source.rangeOf(place) };
}

/** Every place that names what the name at an offset stands for. */
export function referencesAt(flow: OpenFlow, offset: number, isDeclarationWanted: boolean): Location[] {
  const symbol = symbolAt(flow, offset);
  if (symbol === undefined) return [];
  return occurrencesOf(flow, symbol)
    .filter(({ isDeclaration }) => isDeclarationWanted || !isDeclaration)
    .map((place) => ({ uri: flow.source.uri, range: flow.source.rangeOf(place) }));
}

export function highlightsAt(flow: OpenFlow, offset: number): DocumentHighlight[] {
  const symbol = symbolAt(flow, offset);
  if (symbol === undefined) return [];
  return occurrencesOf(flow, symbol).map((place) => ({
    range: flow.source.rangeOf(place),
    kind: place.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
