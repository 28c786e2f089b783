import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  PositionEncodingKind,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type DocumentSymbol,
  type InitializeParams,
  type ServerCapabilities,
  type SymbolInformation,
} from 'vscode-languageserver';
import type { ClientAbilities } from './completion/insertion.ts';
import { FIX_ALL } from './features/code-actions.ts';

const CONFIGURATION_FILES = '**/genie-actions.config.{ts,js,json}';

/** What the client on the other end can do, and what it is told that this server can. */
export class Client implements ClientAbilities {
  #can: ClientCapabilities = {};
  #encoding: PositionEncodingKind = PositionEncodingKind.UTF16;

  /** Returns the unit of positions: UTF-16, unless the client has only UTF-8. */
  initialize({ capabilities }: InitializeParams): PositionEncodingKind {
    this.#can = capabilities;
    const offered = capabilities.general?.positionEncodings ?? [];
    const isUtf8 = offered.includes(PositionEncodingKind.UTF8) && !offered.includes(PositionEncodingKind.UTF16);
    return (this.#encoding = isUtf8 ? PositionEncodingKind.UTF8 : PositionEncodingKind.UTF16);
  }

  get hasSnippets(): boolean {
    return this.#can.textDocument?.completion?.completionItem?.snippetSupport === true;
  }

  get canRenameFiles(): boolean {
    const { documentChanges, resourceOperations } = this.#can.workspace?.workspaceEdit ?? {};
    return documentChanges === true && resourceOperations?.includes('rename') === true;
  }

  serverCapabilities(): ServerCapabilities {
    return {
      positionEncoding: this.#encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ['$', '{', '.', '[', '"'] },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      renameProvider: { prepareProvider: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    };
  }

  /** A flat list for clients that do not know of symbols in symbols. */
  outline(symbols: DocumentSymbol[], uri: string): DocumentSymbol[] | SymbolInformation[] {
    if (this.#can.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true) return symbols;
    const flat = (symbol: DocumentSymbol): SymbolInformation[] => [
      { name: symbol.name, kind: symbol.kind, location: { uri, range: symbol.range } },
      ...(symbol.children ?? []).flatMap(flat),
    ];
    return symbols.flatMap(flat);
  }

  /** Asks to be told when a configuration file changes, where the client can be asked. */
  watchConfiguration({ client }: Connection): void {
    if (this.#can.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
    const watchers = [{ globPattern: CONFIGURATION_FILES }];
    // A client that refuses is one whose projects are loaded once.
    void client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => {});
  }
}
