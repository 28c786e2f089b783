import { describe, expect, it } from 'vitest';
import { readSyncFlags } from '../../../src/cli/sync/sync-flags.ts';
import { folder, jsonCommand } from '../command.ts';

describe('the flags of push and pull', () => {
  it.each([
    [{}, undefined],
    [{ ours: true }, 'local'],
    [{ theirs: true }, 'remote'],
    [{ merge: true }, 'merge'],
  ] as const)('%j settles conflicts as %s', (flags, resolution) => {
    expect(readSyncFlags('push', [], flags, false).resolution).toBe(resolution);
  });

  it('contradict each other', () => {
    expect(() => readSyncFlags('pull', [], { ours: true, merge: true }, false)).toThrow(
      '--ours and --merge settle conflicts in different ways',
    );
  });

  it('take slugs for --prune only behind "="', () => {
    expect(readSyncFlags('push', [], {}, false).prune).toBe('none');
    expect(readSyncFlags('push', [], { prune: true }, false).prune).toBe('asked');
    expect(readSyncFlags('push', ['b'], { prune: 'a' }, false)).toMatchObject({ prune: 'asked', patterns: ['a', 'b'] });
    const named = readSyncFlags('push', ['b'], { prune: 'old, older' }, true);
    expect(named).toMatchObject({ prune: new Set(['old', 'older']), patterns: ['b'] });
  });

  it.each(['', 'a,', 'post-*', '../a'])('refuse --prune=%s', (prune) => {
    expect(() => readSyncFlags('push', [], { prune }, true)).toThrow(`--prune=${prune}: `);
  });
});

describe('on the command line', () => {
  it.each(['push', 'pull', 'status', 'diff'])('%s says what it needs when no Directus is named', async (name) => {
    const { status, json } = await jsonCommand([name], { cwd: folder({ 'flows/a.json': '{}' }) });
    expect(status).toBe(1);
    expect(json['error']).toMatchObject({
      code: 'SERVICE_NOT_CONFIGURED',
      detail: 'Set DIRECTUS_URL and DIRECTUS_TOKEN.',
    });
  });

  it('names the account that is missing', async () => {
    const { json } = await jsonCommand(['status'], { env: { DIRECTUS_URL: 'http://127.0.0.1:9' } });
    expect(json['error']).toMatchObject({
      detail: 'Set DIRECTUS_TOKEN (or DIRECTUS_EMAIL and DIRECTUS_PASSWORD) for http://127.0.0.1:9.',
    });
  });

  it('refuses an address of a target that is none', async () => {
    const env = { DIRECTUS_STAGING_URL: 'staging', DIRECTUS_STAGING_TOKEN: 'x' };
    const { status, json } = await jsonCommand(['push', '--target', 'staging'], { env });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({
      code: 'TARGET_INVALID',
      message: 'DIRECTUS_STAGING_URL: must be a URL such as "http://localhost:8055"',
    });
  });
});
