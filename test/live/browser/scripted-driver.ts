import type { OllamaRequest, OllamaServerOptions } from '../../fakes/ollama-server.ts';

export interface Script {
  /** What to do: the element's line in the page's tree; `null` for none. */
  act?: {
    element: string;
    method?: string;
    arguments?: string[];
    twoStep?: boolean;
    writeId?: (id: string) => string;
  } | null;
  /** The line of the one element that is observed. */
  observe?: string;
  /** An object, or the text of the answer. */
  extract?: (request: OllamaRequest) => unknown;
}

/** Answers what the browser's driver asks of a model, which the shape that it wants tells. */
export function scriptedDriver({ act, observe, extract }: Script): NonNullable<OllamaServerOptions['answer']> {
  return (request) => {
    const { properties } = request.body.format as { properties: Record<string, unknown> };
    const answer =
      'twoStep' in properties
        ? actAnswer(act, request)
        : 'elements' in properties
          ? observed(observe, request)
          : extract?.(request);
    return typeof answer === 'string' ? answer : JSON.stringify(answer ?? {});
  };
}

function actAnswer(act: Script['act'], { prompt }: OllamaRequest): unknown {
  if (act === undefined || act === null) return { action: null, twoStep: false };
  const { element, method = 'click', arguments: args = [], twoStep = false, writeId = (id) => id } = act;
  const id = idOf(element, prompt);
  if (id === undefined) return { action: null, twoStep: false };
  return { action: { elementId: writeId(id), description: 'found', method, arguments: args }, twoStep };
}

function observed(element: string | undefined, { prompt }: OllamaRequest): unknown {
  const elementId = element === undefined ? undefined : idOf(element, prompt);
  return {
    elements: elementId === undefined ? [] : [{ elementId, description: 'found', method: 'click', arguments: [] }],
  };
}

function idOf(element: string, prompt: string): string | undefined {
  const line = prompt.split('\n').find((text) => text.includes(`] ${element}`));
  return /\[(\d+-\d+)\]/.exec(line ?? '')?.[1];
}
