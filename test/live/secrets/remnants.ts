import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';

/** Something that a run left behind. */
export interface Remnant {
  place: string;
  bytes: Buffer;
}

/** The project folder holds these secrets by their nature. */
const SETTINGS = new Set(['.env']);

/** Every file below a folder but the settings: its name and its bytes. */
export function filesBelow(folder: string): Remnant[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !SETTINGS.has(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ place: file, bytes: Buffer.concat([Buffer.from(`${file}\n`), readFileSync(file)]) }));
}

/** Every key of Redis, with all that it holds, as Redis itself writes it to its disk, without compression. */
export async function keysOf(url: string): Promise<Remnant[]> {
  const client = new Redis(url);
  try {
    await client.config('SET', 'rdbcompression', 'no');
    const keys = await client.keys('*');
    return await Promise.all(
      keys.map(async (key) => {
        const dumped = await client.dumpBuffer(key);
        return { place: `Redis ${key}`, bytes: Buffer.concat([Buffer.from(`${key}\n`), dumped ?? Buffer.alloc(0)]) };
      }),
    );
  } finally {
    client.disconnect();
  }
}
