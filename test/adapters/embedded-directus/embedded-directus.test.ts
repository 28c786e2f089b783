import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { openEmbeddedDirectus } from '../../../src/adapters/embedded-directus/index.ts';
import { describeDirectusPort } from '../../contracts/directus.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'genie-actions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeDirectusPort('embedded', () => openEmbeddedDirectus({ file: path.join(folder, 'directus.db') }));
