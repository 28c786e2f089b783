import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../errors.ts';

/** What a configuration file holds, not checked yet. Throws `CONFIG_NOT_FOUND` or `CONFIG_UNREADABLE`. */
export async function readConfigFile(file: string): Promise<unknown> {
  const source = readSource(file);
  try {
    return extname(file) === '.json' ? JSON.parse(withoutByteOrderMark(source)) : await importDefault(file);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError('CONFIG_UNREADABLE', `${placeIn(file, cause)} cannot be read: ${reasonOf(cause)}`, {
      ...wayOut(cause),
      cause,
    });
  }
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UsageError('CONFIG_NOT_FOUND', `There is no configuration file ${file}`, { cause });
    }
    throw new UsageError('CONFIG_UNREADABLE', `${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

async function importDefault(file: string): Promise<unknown> {
  const loaded = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (loaded.default === undefined) {
    throw new UsageError('CONFIG_UNREADABLE', `${file} has no default export`, {
      detail: 'Write: export default defineConfig({ … })',
    });
  }
  return loaded.default;
}

/** The file and, where the error tells it, the line. */
function placeIn(file: string, cause: unknown): string {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const after = stack.split(file)[1] ?? '';
  return `${file}${/^:\d+/.exec(after)?.[0] ?? ''}`;
}

function wayOut(cause: unknown): { detail?: string } {
  const [, name] = /^Cannot find package '([^']+)'/.exec(reasonOf(cause)) ?? [];
  return name === undefined ? {} : { detail: `Install it beside the configuration: npm install ${name}` };
}

function withoutByteOrderMark(source: string): string {
  return source.startsWith('\uFEFF') ? source.slice(1) : source;
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
