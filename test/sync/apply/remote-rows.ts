import type { JsonObject } from '../../../src/json.ts';
import { ServiceError, type FlowRowsPort } from '../../../src/ports/index.ts';

/** The rows that `serveRows` serves at `url`. `step` is told of each request before it is sent. */
export function remoteRows(url: string, step: (method: string) => void): FlowRowsPort {
  async function call<Result>(method: string, argument: unknown): Promise<Result> {
    step(method);
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ method, argument }) });
    const answer = (await response.json()) as { result: Result; error?: { code: string; message: string } };
    if (answer.error !== undefined) throw new ServiceError('directus', answer.error.code, answer.error.message);
    return answer.result;
  }
  return {
    location: `${url} action_flows`,
    address: url,
    columns: () => Promise.reject(new Error('Nobody asks for them here')),
    read: (slugs) => call('read', slugs),
    tryCreate: (documents: readonly JsonObject[]) => call('tryCreate', documents),
    create: (documents) => call('create', documents),
    update: (update) => call('update', update),
    delete: (row) => call('delete', row),
    revisions: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}
