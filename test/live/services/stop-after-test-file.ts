import { afterAll } from 'vitest';
import { stopAll } from './running-services.ts';

// Set up before every test file, so this hook is the first of its file and runs last.
afterAll(stopAll);

// Without the test runner a test would go on to its end, and its services with it.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
