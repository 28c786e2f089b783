import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  InitializeResult,
  Location,
  Position,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import {
  createProtocolConnection,
  LogMessageNotification,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder, startCommand } from '../cli/command.ts';

const CAPABILITIES: ClientCapabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } },
};

export interface EditorOptions {
  files?: Record<string, string | object>;
  capabilities?: ClientCapabilities;
}

/** An editor: speaks the real protocol with the real command in a process of its own. */
export class Editor {
  readonly root: string;
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  /** The exit status, and what was written to standard error. */
  readonly ended: Promise<{ status: number | null; stderr: string }>;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: string[] = [];
  #waiting: Array<() => void> = [];
  readonly #documents = new Map<string, TextDocument>();

  constructor(root: string, child: ChildProcess) {
    this.root = root;
    this.child = child;
    const stderr = text(child.stderr!);
    this.ended = new Promise((resolve) => {
      child.once('exit', (status) => void stderr.then((written) => resolve({ status, stderr: written })));
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    const keep = ({ message }: { message: string }) => void this.messages.push(message);
    this.connection.onNotification(LogMessageNotification.type, keep);
    this.connection.onNotification(ShowMessageNotification.type, keep);
    this.connection.listen();
  }

  static async start({ files = {}, capabilities = CAPABILITIES }: EditorOptions = {}) {
    const root = folder(files);
    const editor = new Editor(root, startCommand(['lsp', '--stdio'], { cwd: root }));
    const params = { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities };
    const initialized = await editor.connection.sendRequest<InitializeResult>('initialize', params);
    await editor.connection.sendNotification('initialized', {});
    return Object.assign(editor, { initialized });
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  text(path = 'flows/post-create.json'): string {
    return this.#document(path).getText();
  }

  /** Opens a document, or replaces its text; `‸` is the cursor, whose position is returned. */
  async write(marked: string, path = 'flows/post-create.json'): Promise<Position> {
    const content = marked.replace('‸', '');
    const uri = this.uri(path);
    const known = this.#documents.get(uri);
    if (known === undefined) {
      const document = TextDocument.create(uri, 'json', 1, content);
      this.#documents.set(uri, document);
      const { languageId, version } = document;
      await this.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version, text: content },
      });
    } else await this.#send(uri, [{ text: content }]);
    return this.#document(path).positionAt(Math.max(0, marked.indexOf('‸')));
  }

  /** Types: replaces a range as a keystroke does. */
  async change(range: Range, typed: string, path = 'flows/post-create.json'): Promise<void> {
    await this.#send(this.uri(path), [{ range, text: typed }]);
  }

  position(needle: string, offsetInNeedle = 0, path = 'flows/post-create.json'): Position {
    const at = this.text(path).indexOf(needle);
    if (at === -1) throw new Error(`There is no ${needle} in the document`);
    return this.#document(path).positionAt(at + offsetInNeedle);
  }

  /** What the text says at a range. */
  at(range: Range, path = 'flows/post-create.json'): string {
    return this.#document(path).getText(range);
  }

  /** The findings for the text as it is now. */
  async diagnostics(path = 'flows/post-create.json') {
    const uri = this.uri(path);
    const { version } = this.#document(path);
    for (;;) {
      const found = this.published.findLast((params) => params.uri === uri && params.version === version);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async request<T>(method: string, params: object = {}, path = 'flows/post-create.json'): Promise<T> {
    return this.connection.sendRequest<T>(`textDocument/${method}`, {
      textDocument: { uri: this.uri(path) },
      ...params,
    });
  }

  completions(position: Position): Promise<CompletionItem[]> {
    return this.request('completion', { position });
  }

  /** Completes at the cursor of a document. */
  async complete(marked: string): Promise<CompletionItem[]> {
    return this.completions(await this.write(marked));
  }

  async hover(position: Position): Promise<string | undefined> {
    const hover = await this.request<Hover | null>('hover', { position });
    return hover === null ? undefined : (hover.contents as { value: string }).value;
  }

  definition(position: Position): Promise<Location | null> {
    return this.request('definition', { position });
  }

  rename(position: Position, newName: string): Promise<WorkspaceEdit> {
    return this.request('rename', { position, newName });
  }

  symbols(): Promise<DocumentSymbol[]> {
    return this.request('documentSymbol');
  }

  actions(range: Range, only?: string[]): Promise<CodeAction[]> {
    return this.request('codeAction', { range, context: { diagnostics: [], ...(only === undefined ? {} : { only }) } });
  }

  /** The text after edits. */
  edited(edits: readonly TextEdit[], path = 'flows/post-create.json'): string {
    return TextDocument.applyEdits(this.#document(path), [...edits]);
  }

  /** The text after an edit of the workspace. */
  applied({ changes = {} }: WorkspaceEdit, path = 'flows/post-create.json'): string {
    return this.edited(changes[this.uri(path)] ?? [], path);
  }

  async close() {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.ended;
  }

  #document(path: string): TextDocument {
    return this.#documents.get(this.uri(path))!;
  }

  async #send(uri: string, contentChanges: Array<{ range?: Range; text: string }>): Promise<void> {
    const document = this.#documents.get(uri)!;
    const version = document.version + 1;
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }
}

/** A flow with these steps, each on a line of its own. */
export function flowWith(...steps: string[]): string {
  const lines = steps.map((step) => `    ${step}`).join(',\n');
  return `{\n  "slug": "post-create",\n  "name": "Create a post",\n  "steps": [\n${lines}\n  ]\n}\n`;
}

export function shippedFlow(slug: string): string {
  return fileURLToPath(new URL(`../../flows/${slug}.json`, import.meta.url));
}
