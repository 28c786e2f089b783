import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { startRedis } from './redis.ts';

/** The first line of the answer to one command. */
async function command(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`${text}\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString('utf8').trim().replaceAll('\r\n', ' ');
  } finally {
    socket.destroy();
  }
}

it('keeps what it was told over a crash when it appends to a file', async () => {
  const redis = await startRedis({ appendOnly: true });
  expect(await command(redis.port, 'SET name value')).toBe('+OK');
  await redis.kill();
  await expect(command(redis.port, 'GET name')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await redis.restart();
  expect(await command(redis.port, 'GET name')).toBe('$5 value');
});

it('forgets with every start otherwise', async () => {
  const redis = await startRedis();
  await command(redis.port, 'SET name value');
  await redis.restart();
  expect(await command(redis.port, 'GET name')).toBe('$-1');
});

it('can be halted, and stopped while it is', async () => {
  const redis = await startRedis();
  redis.pause();
  const answered = await Promise.race([
    command(redis.port, 'PING'),
    new Promise((resolve) => setTimeout(resolve, 200, 'silence')),
  ]);
  expect(answered).toBe('silence');
  await redis.stop();
});

it('says why it did not start', async () => {
  await expect(startRedis({ args: ['--no-such-setting', 'x'] })).rejects.toThrow('no-such-setting');
});
