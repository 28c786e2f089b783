import type { Readable, Writable } from 'node:stream';
import { createConnection, MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Projects, type LoadProject, type LspProject } from './project.ts';
import { answerRequests } from './requests.ts';
import { Workspace } from './workspace.ts';

export interface ServeOptions {
  input: Readable;
  /** Nothing else may write to it. */
  output: Writable;
  /** Shown to the client. */
  version: string;
  loadProject: LoadProject;
  /** For files whose project cannot be loaded. */
  fallback: LspProject;
  /** Where a rule is explained. */
  ruleUri: (rule: string) => string | undefined;
}

export interface LanguageServer {
  /** Fulfilled when the client has ended it, or is gone: with 0 after a `shutdown`, else with 1. */
  readonly ended: Promise<number>;
  stop(): void;
}

/** Speaks the Language Server Protocol over two streams. Does not end the process, and never rejects. */
export function serveLanguage(options: ServeOptions): LanguageServer {
  const { input, output } = options;
  const ended = Promise.withResolvers<number>();
  const state = { shutdownReceived: false };
  let connection: Connection | undefined;
  const end = (status: number) => {
    connection?.dispose();
    connection = undefined;
    ended.resolve(status);
  };
  connection = createConnection(
    (logger) => createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output), logger),
    {
      get shutdownReceived() {
        return state.shutdownReceived;
      },
      set shutdownReceived(isReceived) {
        state.shutdownReceived = isReceived;
      },
      // A client that dies closes the stream: its process need not be watched.
      initialize() {},
      exit: end,
    },
  );
  const isGone = () => end(state.shutdownReceived ? 0 : 1);
  input.once('end', isGone).once('close', isGone).once('error', isGone);
  output.once('error', isGone);
  const { console } = connection;
  const projects = new Projects(options.loadProject, options.fallback, (folder, thrown) => {
    const { message } = thrown as Error;
    const text = `genie-actions: the project of ${folder} cannot be loaded: ${message}`;
    void connection?.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: text });
  });
  const workspace = new Workspace(projects, {
    log: (message) => connection && console.error(message),
    publish: (diagnostics) => void connection?.sendDiagnostics(diagnostics),
    ruleUri: options.ruleUri,
  });
  answerRequests(connection, workspace, options.version);
  connection.listen();
  return { ended: ended.promise, stop: isGone };
}
