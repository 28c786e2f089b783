import { LSPErrorCodes, ResponseError, type Range, type WorkspaceEdit } from 'vscode-languageserver';
import { isReservedName } from '../../expression/index.ts';
import { stepTitle, type StepNode, type TextNode } from '../../check/model/index.ts';
import { innerReadsOf } from '../inner-reads.ts';
import type { OpenFlow } from '../open-flow.ts';
import { occurrencesOf, symbolAt } from '../symbols.ts';

type Renamable = { kind: 'result'; step: StepNode } | { kind: 'item'; step: StepNode; name: string };

/** The name at an offset, when it can be renamed; says why where it cannot. */
export function prepareRename(flow: OpenFlow, offset: number): { range: Range; placeholder: string } {
  const symbol = renamableAt(flow, offset);
  const place = occurrencesOf(flow, symbol).find(({ start, end }) => start <= offset && offset <= end);
  if (place === undefined || place.isByNumber) throw refusal('Put the cursor on the name itself.');
  return { range: flow.source.rangeOf(place), placeholder: nameOf(symbol) };
}

/** Changes a result key, or what a loop calls its items, everywhere. Refuses a name that would not work. */
export function renameAt(flow: OpenFlow, offset: number, newName: string): WorkspaceEdit {
  const symbol = renamableAt(flow, offset);
  refuseName(flow, symbol, newName);
  const edits = occurrencesOf(flow, symbol)
    .filter(({ isByNumber }) => !isByNumber)
    .map((place) => ({ range: flow.source.rangeOf(place), newText: newName }));
  return { changes: { [flow.source.uri]: edits } };
}

function renamableAt(flow: OpenFlow, offset: number): Renamable {
  const symbol = symbolAt(flow, offset);
  if (symbol === undefined) throw refusal('There is no name of a result here.');
  if (symbol.kind === 'result' && symbol.step.step.key !== undefined) {
    refuseUnclear(flow, symbol.step);
    return symbol;
  }
  if (symbol.kind === 'item' && typeof symbol.step.step.config['as'] === 'string') {
    return { kind: 'item', step: symbol.step, name: symbol.name };
  }
  throw refusal('Only result keys, and the names that loops give their items, can be renamed.');
}

/** A value that is handed on with the result in it may be asked for the name anywhere behind. */
function refuseUnclear({ model }: OpenFlow, step: StepNode): void {
  const [reference] = innerReadsOf(step, model).unclear;
  if (reference === undefined) return;
  const { text, reference: read, site } = reference;
  const place = site.step === undefined ? 'the output of the flow' : stepTitle(site.step);
  throw refusal(
    `"${read.text}" in ${place} takes a value that has "${step.step.key}" in it, and what is read of that cannot be followed; read "${step.step.key}" there by its path first: ${text.value}`,
  );
}

function refuseName(flow: OpenFlow, symbol: Renamable, newName: string): void {
  const oldName = nameOf(symbol);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName))
    throw refusal(`"${newName}" is not a name: use letters, digits and "_", and begin with no digit.`);
  if (newName === oldName) return;
  if (isReservedName(newName)) throw refusal(`"${newName}" is reserved; write "${newName}_result" or another name.`);
  for (const { step } of flow.model.steps) {
    if (step.key === newName || step.config['as'] === newName) throw refusal(`Another step already sets "${newName}".`);
  }
  for (const text of textsOf(flow)) {
    if (text.problems.length > 0 && hasWord(text.value, oldName))
      throw refusal(`An expression that may read "${oldName}" cannot be read itself; correct it first: ${text.value}`);
    if (text.references.some(({ reference }) => reference.isInExpression) && hasWord(text.value, newName))
      throw refusal(`The expression "${text.value}" gives "${newName}" a meaning of its own.`);
  }
}

function* textsOf({ model }: OpenFlow): Iterable<TextNode> {
  for (const step of model.steps) yield* step.texts;
  yield* model.output;
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + word.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

function nameOf(symbol: Renamable): string {
  return symbol.kind === 'item' ? symbol.name : symbol.step.step.key!;
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
