/**
 * Loaded before anything else in a child process: whatever would open a socket, start a program or write a file is refused,
 * and written to standard error as one line that begins with `EFFECT `.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import sqlite from 'node:sqlite';

type Method = (this: unknown, ...args: never[]) => unknown;

function refuse(what: string): never {
  process.stderr.write(`EFFECT ${what}\n`);
  throw new Error(`refused: ${what}`);
}

function guard(
  owner: object,
  prefix: string,
  names: readonly string[],
  isHarmless?: (args: unknown[]) => boolean,
): void {
  for (const name of names) {
    const original = Reflect.get(owner, name) as Method;
    const guarded = function guarded(this: unknown, ...args: never[]): unknown {
      return isHarmless?.(args) ? original.apply(this, args) : refuse(`${prefix}.${name}`);
    };
    Object.defineProperty(owner, name, { value: guarded, writable: true, configurable: true });
  }
}

const isReading = ([, flags]: unknown[]) =>
  flags === undefined || flags === 'r' || flags === fs.constants.O_RDONLY || typeof flags === 'function';

const WRITING =
  'appendFile chmod chown copyFile cp link mkdir mkdtemp rename rm rmdir symlink truncate unlink utimes writeFile'.split(
    ' ',
  );

guard(net.Socket.prototype, 'socket', ['connect']);
guard(net.Server.prototype, 'server', ['listen']);
guard(dgram.Socket.prototype, 'udp', ['bind', 'connect', 'send']);
guard(dns, 'dns', ['lookup', 'resolve', 'resolve4', 'resolve6']);
guard(dns.promises, 'dns.promises', ['lookup', 'resolve', 'resolve4', 'resolve6']);
guard(childProcess, 'process', ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']);
guard(fs, 'fs', [...WRITING, ...WRITING.map((name) => `${name}Sync`), 'createWriteStream']);
guard(fs.promises, 'fs.promises', WRITING);
guard(fs, 'fs', ['open', 'openSync'], isReading);
guard(fs.promises, 'fs.promises', ['open'], isReading);
Object.defineProperty(sqlite, 'DatabaseSync', {
  value: function DatabaseSync() {
    refuse('sqlite.DatabaseSync');
  },
});
syncBuiltinESMExports();
