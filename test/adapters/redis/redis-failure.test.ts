import { expect, it } from 'vitest';
import { describeRedisFailure } from '../../../src/adapters/redis/redis-failure.ts';
import { redisPlace } from '../../../src/adapters/redis/redis-place.ts';

const reply = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });
const system = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

it.each<[Error, string, RegExp]>([
  [system('ECONNREFUSED'), 'UNAVAILABLE', /refused the connection/],
  [system('ENOTFOUND'), 'UNAVAILABLE', /no such host/],
  [system('ETIMEDOUT'), 'UNAVAILABLE', /did not answer/],
  [system('ECONNRESET'), 'CONNECTION_LOST', /closed the connection/],
  [system('EPIPE'), 'CONNECTION_LOST', /closed the connection/],
  [new Error('Connection is closed.'), 'CONNECTION_LOST', /closed the connection/],
  [new Error('Command timed out'), 'CONNECTION_LOST', /did not answer/],
  [reply('NOAUTH Authentication required.'), 'INVALID_CREDENTIALS', /asks for a password/],
  [reply('WRONGPASS invalid username-password pair or user is disabled.'), 'INVALID_CREDENTIALS', /does not take/],
  [reply('ERR invalid password'), 'INVALID_CREDENTIALS', /does not take/],
  [reply('NOPERM this user has no permissions'), 'FORBIDDEN', /does not allow/],
  [reply('WRONGTYPE Operation against a key holding the wrong kind of value'), 'BAD_ANSWER', /something else/],
  [reply('ERR user_script:7: WRONGTYPE Operation against a key script: abc'), 'BAD_ANSWER', /something else/],
  [reply('OOM command not allowed when used memory > maxmemory'), 'UNAVAILABLE', /out of memory/],
  [reply("READONLY You can't write against a read only replica."), 'UNAVAILABLE', /replica/],
  [reply('MISCONF Redis is configured to save RDB snapshots'), 'UNAVAILABLE', /cannot save/],
  [reply('LOADING Redis is loading the dataset in memory'), 'UNAVAILABLE', /reading its data/],
  [reply('ERR something new'), 'BAD_ANSWER', /something new/],
])('puts %s into words', (error, code, reason) => {
  const failure = describeRedisFailure(error)!;
  expect(failure.code).toBe(code);
  expect(failure.reason).toMatch(reason);
  expect(failure.help).toMatch(/\.$|PORT$/);
});

it('leaves alone what is not of Redis', () => {
  expect(describeRedisFailure(new Error('jobId cannot be integers'))).toBeUndefined();
  expect(describeRedisFailure('text')).toBeUndefined();
});

it('names a place without its password', () => {
  expect(redisPlace('rediss://me:secret@redis.example.com/2')).toBe('redis.example.com:6379');
  expect(redisPlace('not an address')).toBe('an address that is none');
});
