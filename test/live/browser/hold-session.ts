import { ollamaModel } from '../../../src/adapters/ollama-model/index.ts';
import { stagehandBrowser } from '../../../src/adapters/stagehand-browser/index.ts';

// Opens a session in the folder of the first argument, says so, and stays.
const [directory = '', chromePath = ''] = process.argv.slice(2);
const browser = stagehandBrowser({ model: () => ollamaModel(), directory, chromePath });
const { sessionId } = await browser.start({});
process.stdout.write(`${sessionId}\n`);
setInterval(() => undefined, 1000);
