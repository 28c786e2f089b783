import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  DidChangeTextDocumentParams,
  PositionEncodingKind,
  PublishDiagnosticsParams,
  TextDocumentItem,
} from 'vscode-languageserver';
import { diagnosticsOf } from './features/diagnostics.ts';
import { isFlowFile } from './is-flow-file.ts';
import { OpenFlow } from './open-flow.ts';
import type { Projects } from './project.ts';
import { SourceDocument } from './text/source-document.ts';

export interface WorkspaceEvents {
  log: (message: string) => void;
  publish: (diagnostics: PublishDiagnosticsParams) => void;
  ruleUri: (rule: string) => string | undefined;
}

interface OpenDocument {
  readonly source: SourceDocument;
  readonly file: string;
  /** The flow at the version of the text that was looked at last. */
  flow: OpenFlow | undefined;
  isCheckWanted: boolean;
  hasDiagnostics: boolean;
}

/** The open documents, and what was published about them. */
export class Workspace {
  encoding: PositionEncodingKind = 'utf-16';
  readonly #documents = new Map<string, OpenDocument>();
  readonly #projects: Projects;
  readonly #events: WorkspaceEvents;

  constructor(projects: Projects, events: WorkspaceEvents) {
    this.#projects = projects;
    this.#events = events;
  }

  get ruleUri(): WorkspaceEvents['ruleUri'] {
    return this.#events.ruleUri;
  }

  open(item: TextDocumentItem): void {
    const source = new SourceDocument(item, this.encoding);
    const document = { source, file: pathOf(item.uri), flow: undefined, isCheckWanted: false, hasDiagnostics: false };
    this.#documents.set(item.uri, document);
    this.#check(document);
  }

  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    document.source.change(contentChanges, version);
    this.#check(document);
  }

  close(uri: string): void {
    const document = this.#documents.get(uri);
    this.#documents.delete(uri);
    if (document?.hasDiagnostics === true) this.#events.publish({ uri, diagnostics: [] });
  }

  /** Loads the projects anew and checks what is open. */
  reload(): void {
    this.#projects.forget();
    for (const document of this.#documents.values()) {
      document.flow = undefined;
      this.#check(document);
    }
  }

  /** The flow as it is now; `undefined` when the document is not open or no flow. */
  async flow(uri: string): Promise<OpenFlow | undefined> {
    const document = this.#documents.get(uri);
    return document && this.#flowOf(document);
  }

  async #flowOf(document: OpenDocument): Promise<OpenFlow | undefined> {
    const { source, file } = document;
    const project = await this.#projects.of(dirname(file));
    if (!isFlowFile(source, file, project)) return undefined;
    const { flow } = document;
    if (flow !== undefined && flow.version === source.version && flow.project === project) return flow;
    return (document.flow = new OpenFlow(source, project, file));
  }

  /** Changes that arrive together are checked together. */
  #check(document: OpenDocument): void {
    if (document.isCheckWanted) return;
    document.isCheckWanted = true;
    setImmediate(() => {
      document.isCheckWanted = false;
      void this.#publish(document).catch((thrown: unknown) => {
        this.#events.log(`A check of ${document.file} failed: ${(thrown as Error).stack}`);
      });
    });
  }

  async #publish(document: OpenDocument): Promise<void> {
    const flow = await this.#flowOf(document);
    const { uri } = document.source;
    if (this.#documents.get(uri) !== document || (flow === undefined && !document.hasDiagnostics)) return;
    const diagnostics = flow === undefined ? [] : diagnosticsOf(flow, this.#events.ruleUri);
    document.hasDiagnostics = flow !== undefined;
    this.#events.publish({ uri, version: document.source.version, diagnostics });
  }
}

/** A document that is not a file yet has a name all the same. */
function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return `/${uri.slice(uri.lastIndexOf('/') + 1)}`;
  }
}
