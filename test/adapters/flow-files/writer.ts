// Writes a file as the sync does, and prints what became of it: `writer.ts FILE TEXT-LENGTH [EXPECTED]`.
import { dirname } from 'node:path';
import { openFlowFiles } from '../../../src/adapters/flow-files/index.ts';

const [file = '', length = '0', expected] = process.argv.slice(2);
const outcome = await openFlowFiles(dirname(file))
  .write(file, 'x'.repeat(Number(length)), expected)
  .then(String, (error: Error) => error.message);
process.stdout.write(`${outcome}\n`);
