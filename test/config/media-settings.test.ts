import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';
import { mediaSchema } from '../../src/config/media-schema.ts';
import { namesOf } from '../../src/worker/media/media-options.ts';
import { MEDIA_OPERATIONS } from '../../src/worker/media/operations.ts';

function load(media: object, env: Record<string, string> = {}) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'genie-media-config-')));
  writeFileSync(join(cwd, 'genie-actions.config.json'), JSON.stringify({ media }));
  return loadConfig({ cwd, env });
}

describe('the settings of the media worker', () => {
  it('are one job at a time where nothing is written', async () => {
    expect((await load({})).media).toEqual({ concurrency: 1 });
  });

  it('take what is written, with the folder from the environment first', async () => {
    const written = {
      concurrency: 2,
      defaults: { apply_watermark: { watermark_text: '© me' } },
      names: { keys: { row: ['mediaJob'] }, jobFields: { progress: false } },
      uploadFolder: 'a-folder',
      maxInputBytes: 1000,
      temporaryFolder: 'tmp',
    };
    const { root, media } = await load(written);
    expect(media).toEqual({ ...written, temporaryFolder: join(root, 'tmp') });
    expect((await load(written, { MEDIA_TMP_DIR: '/var/media' })).media.temporaryFolder).toBe('/var/media');
  });

  it('name what is wrong, with the nearest key', async () => {
    const wrong = load({
      concurrency: 0,
      defaults: { aply_watermark: {}, create_teaser: 1 },
      names: { keys: { rows: ['a'] } },
    });
    await expect(wrong).rejects.toMatchObject({
      data: {
        problems: [
          'genie-actions.config.json: media.concurrency: must be at least 1',
          'genie-actions.config.json: media.defaults.create_teaser: must be an object',
          'genie-actions.config.json: media.defaults.aply_watermark: unknown key; did you mean "apply_watermark"?',
          'genie-actions.config.json: media.names.keys.rows: unknown key; did you mean "row"?',
        ],
      },
    });
  });

  it('know each operation and each name of the worker', () => {
    const { collections, jobFields, outputFields, keys, mediaFileFields } = namesOf({});
    const defaults = Object.fromEntries(MEDIA_OPERATIONS.map((operation) => [operation, {}]));
    const names = { collections, jobFields, outputFields, keys, mediaFileFields };
    expect(mediaSchema.parse({ defaults, names })).toEqual({ defaults, names });
  });
});
