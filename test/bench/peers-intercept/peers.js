import { hermesProtocol } from '@ai-sdk-tool/parser';
import { extractReasoningMiddleware } from 'ai';

const tools = [
  {
    type: 'function',
    name: 'scout-analyze',
    inputSchema: { type: 'object', properties: { url: { type: 'string' }, top_n: { type: 'number' } } },
  },
];

/** The stream parser of the Hermes protocol. */
export function hermesParser() {
  return hermesProtocol().createStreamParser({ tools });
}

/** The parts behind the AI SDK's middleware that takes `<tool_call>` out as it would take `<think>` out. */
export async function reasoningStream(parts) {
  const middleware = extractReasoningMiddleware({ tagName: 'tool_call' });
  const { stream } = await middleware.wrapStream({ doStream: async () => ({ stream: parts }) });
  return stream;
}
