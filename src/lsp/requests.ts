import { ResponseError, type Connection, type Position } from 'vscode-languageserver';
import { completionsAt } from './completion/complete.ts';
import { Client } from './client.ts';
import { codeActions } from './features/code-actions.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { hoverAt } from './features/hover.ts';
import { definitionAt, highlightsAt, referencesAt } from './features/navigation.ts';
import { outlineOf } from './features/outline.ts';
import { prepareRename, renameAt } from './features/rename.ts';
import type { OpenFlow } from './open-flow.ts';
import type { Workspace } from './workspace.ts';

interface DocumentParams {
  textDocument: { uri: string };
}

/** Connects what a client asks with what answers it. */
export function answerRequests(connection: Connection, workspace: Workspace, version: string): void {
  const client = new Client();
  /** A document that is no flow has no answer; a failure of ours is a line in the log and not the client's trouble. */
  const answer = async <T>(params: DocumentParams, none: T, read: (flow: OpenFlow) => T): Promise<T> => {
    try {
      const flow = await workspace.flow(params.textDocument.uri);
      return flow === undefined ? none : read(flow);
    } catch (thrown) {
      if (thrown instanceof ResponseError) throw thrown;
      connection.console.error(`A request about ${params.textDocument.uri} failed: ${(thrown as Error).stack}`);
      return none;
    }
  };
  const at = <T>(
    params: DocumentParams & { position: Position },
    none: T,
    read: (flow: OpenFlow, offset: number) => T,
  ) => answer(params, none, (flow) => read(flow, flow.source.offsetAt(params.position)));

  connection.onInitialize((params) => {
    workspace.encoding = client.initialize(params);
    return { capabilities: client.serverCapabilities(), serverInfo: { name: 'genie-actions', version } };
  });
  connection.onInitialized(() => client.watchConfiguration(connection));
  connection.onDidChangeWatchedFiles(() => workspace.reload());

  connection.onDidOpenTextDocument(({ textDocument }) => workspace.open(textDocument));
  connection.onDidChangeTextDocument((params) => workspace.change(params));
  connection.onDidCloseTextDocument(({ textDocument }) => workspace.close(textDocument.uri));

  connection.onHover((params) => at(params, null, hoverAt));
  connection.onCompletion((params) => at(params, [], (flow, offset) => completionsAt(flow, offset, client)));
  connection.onDefinition((params) => at(params, null, definitionAt));
  connection.onReferences((params) =>
    at(params, [], (flow, offset) => referencesAt(flow, offset, params.context.includeDeclaration)),
  );
  connection.onDocumentHighlight((params) => at(params, [], highlightsAt));
  connection.onDocumentSymbol((params) =>
    answer(params, [], (flow) => client.outline(outlineOf(flow), flow.source.uri)),
  );
  connection.onPrepareRename((params) => at(params, null, prepareRename));
  connection.onRenameRequest((params) => at(params, null, (flow, offset) => renameAt(flow, offset, params.newName)));
  connection.onCodeAction((params) =>
    answer(params, [], (flow) =>
      codeActions(flow, {
        start: flow.source.offsetAt(params.range.start),
        end: flow.source.offsetAt(params.range.end),
        only: params.context.only,
        canRenameFiles: client.canRenameFiles,
        published: diagnosticsOf(flow, workspace.ruleUri),
      }),
    ),
  );
}
