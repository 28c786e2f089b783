import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from './free-port.ts';
import { liveFolder } from './live-folder.ts';
import { startService, type ServiceProcess } from './service-process.ts';

export interface RedisServer extends ServiceProcess {
  /** `redis://127.0.0.1:PORT`. */
  url: string;
  port: number;
}

export interface RedisOptions {
  /** Keeps its data over a restart and a crash, each write on the disk before its answer. Default: forgets all. */
  appendOnly?: boolean;
  /** Further arguments of redis-server: `['--maxmemory', '10mb']`. */
  args?: readonly string[];
}

/** The system's redis-server on a free port, with a folder of its own. */
export async function startRedis({ appendOnly = false, args = [] }: RedisOptions = {}): Promise<RedisServer> {
  const port = await freePort();
  const cwd = liveFolder('redis');
  const durability = appendOnly ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const service = await startService({
    name: 'redis-server',
    command: 'redis-server',
    args: ['--bind', '127.0.0.1', '--port', String(port), '--dir', cwd, '--save', '', ...durability, ...args],
    cwd,
    isReady: () => answersPing(port),
    readyWithinMs: 15_000,
  });
  return { ...service, url: `redis://127.0.0.1:${port}`, port };
}

/** Whether it takes commands: while it reads its append-only file it answers with an error. */
async function answersPing(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString('latin1').startsWith('+PONG');
  } finally {
    socket.destroy();
  }
}
