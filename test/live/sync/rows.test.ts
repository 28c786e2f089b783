import { openDirectusServer, openFlowRows } from '../../../src/adapters/index.ts';
import { describeFlowRows } from '../../contracts/flow-rows.ts';
import { rest } from '../directus/rest.ts';
import { startDirectus } from '../services/directus.ts';

describeFlowRows('directus', async () => {
  const server = await startDirectus();
  const { url, token } = server;
  return {
    open: () => openFlowRows({ server: openDirectusServer({ url, token }) }),
    empty: () =>
      rest(server, 'DELETE', '/items/action_flows', { query: { filter: { id: { _nnull: true } }, limit: -1 } }),
  };
});
