import { afterAll } from 'vitest';
import { stopAll } from './running-services.ts';

// Set up before every test file, so this hook is the first of its file and runs last.
afterAll(stopAll);
