import { createRequire } from 'node:module';
import type * as JsonService from 'vscode-json-languageservice';
import type { CompletionItem, LanguageService } from 'vscode-json-languageservice';
import type { JsonObject } from '../../src/json.ts';

// A CommonJS package whose names Node cannot see: it is all under `default`, which its types do not say.
const jsonService = createRequire(import.meta.url)('vscode-json-languageservice') as typeof JsonService;

const URI = 'file:///project/flows/flow.json';

/** What an editor with VS Code's JSON service makes of a document. */
export interface Editor {
  /** The messages, in the order of the text. */
  problems: (text: string) => Promise<string[]>;
  /** What is offered where `|` stands in the text. */
  completions: (text: string) => Promise<CompletionItem[]>;
  /** What is shown for the place where `|` stands in the text. */
  hover: (text: string) => Promise<string>;
}

export function editorWith(schema: JsonObject): Editor {
  // The service changes the schemas that it is given.
  const text = JSON.stringify(schema);
  const service: LanguageService = jsonService.getLanguageService({
    clientCapabilities: jsonService.ClientCapabilities.LATEST,
    // Whatever a document names as its schema is this one.
    schemaRequestService: () => Promise.resolve(text),
  });
  service.configure({
    validate: true,
    allowComments: false,
    schemas: [{ uri: 'flow.schema.json', fileMatch: ['*.json'], schema: JSON.parse(text) as JsonObject }],
  });
  const open = (marked: string) => {
    const offset = marked.indexOf('|');
    const text = offset === -1 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
    const document = jsonService.TextDocument.create(URI, 'json', 1, text);
    return {
      document,
      parsed: service.parseJSONDocument(document),
      position: document.positionAt(Math.max(offset, 0)),
    };
  };
  return {
    async problems(text) {
      const { document, parsed } = open(text);
      const found = await service.doValidation(document, parsed);
      return found
        .toSorted((a, b) => document.offsetAt(a.range.start) - document.offsetAt(b.range.start))
        .map(({ message }) => (typeof message === 'string' ? message : message.value));
    },
    async completions(text) {
      const { document, parsed, position } = open(text);
      return (await service.doComplete(document, position, parsed))?.items ?? [];
    },
    async hover(text) {
      const { document, parsed, position } = open(text);
      const shown = await service.doHover(document, position, parsed);
      return shown === null
        ? ''
        : [shown.contents]
            .flat()
            .map((part) => (typeof part === 'string' ? part : part.value))
            .join('\n');
    },
  };
}
