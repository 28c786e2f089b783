import { openDirectusServer } from '../../../src/adapters/directus-server/index.ts';
import { describeDirectusPort } from '../../contracts/directus.ts';
import { startDirectus } from '../services/directus.ts';

describeDirectusPort('server', async () => {
  const { url, token } = await startDirectus();
  return openDirectusServer({ url, token });
});
