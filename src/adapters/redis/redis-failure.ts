/** What became of a request to Redis, in words for a person. */
export interface RedisFailure {
  code: 'UNAVAILABLE' | 'CONNECTION_LOST' | 'INVALID_CREDENTIALS' | 'FORBIDDEN' | 'BAD_ANSWER';
  /** Follows the word "Redis". */
  reason: string;
  /** The way out. */
  help: string;
  isRetryable: boolean;
}

const START_IT = 'Start Redis, or correct REDIS_URL.';

/** By the code that the operating system or ioredis gives; all of them before a connection stands. */
const BY_SYSTEM_CODE: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  ECONNREFUSED: ['refused the connection', START_IT],
  ENOTFOUND: ['cannot be reached: there is no such host', 'Correct the host in REDIS_URL.'],
  EAI_AGAIN: ['cannot be reached: its host name cannot be resolved', 'Check REDIS_URL and the network.'],
  EHOSTUNREACH: ['cannot be reached: there is no way to its host', 'Check REDIS_URL and the network.'],
  ENETUNREACH: ['cannot be reached: there is no network', 'Check the network.'],
  ETIMEDOUT: ['did not answer in time', START_IT],
};

/** By the first word of an error that Redis itself answers with. */
const BY_ANSWER: Readonly<Record<string, RedisFailure>> = {
  NOAUTH: refusal('INVALID_CREDENTIALS', 'asks for a password', 'Write it into REDIS_URL: redis://:PASSWORD@HOST:PORT'),
  WRONGPASS: refusal('INVALID_CREDENTIALS', 'does not take this user or password', 'Correct them in REDIS_URL.'),
  NOPERM: refusal('FORBIDDEN', 'does not allow this user what is needed', 'Give the user more rights (ACL SETUSER).'),
  WRONGTYPE: refusal(
    'BAD_ANSWER',
    'holds something else under the name of a key that is needed',
    'Choose another queue or database, or remove the key.',
  ),
  LOADING: trouble('is still reading its data', 'Try again in a moment.'),
  OOM: trouble('is out of memory', 'Raise "maxmemory", or remove what is no longer needed.'),
  MISCONF: trouble('cannot save its data and takes no writes', 'Free the disk of Redis; its log says more.'),
  READONLY: trouble('is a replica and takes no writes', 'Name the primary in REDIS_URL.'),
  BUSY: trouble('is busy with a script', 'Try again in a moment.'),
  MASTERDOWN: trouble('has lost its primary', 'Try again in a moment.'),
};

/** Puts a failure into words; `undefined` when the error is none of Redis or of the way to it. */
export function describeRedisFailure(error: unknown): RedisFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const system = BY_SYSTEM_CODE[code];
  if (system !== undefined) return trouble(...system);
  if (error.name === 'ReplyError') return describeAnswer(error.message);
  if (error.message.startsWith('Command timed out')) return lost('did not answer in time');
  if (/Connection is closed|Stream isn't writeable|max retries per request/i.test(error.message)) {
    return lost('closed the connection');
  }
  return code === 'ECONNRESET' || code === 'EPIPE' ? lost('closed the connection') : undefined;
}

function describeAnswer(message: string): RedisFailure {
  // Errors of a script carry the inner one behind a prefix.
  const word = /(?:^|\s)-?([A-Z]{3,})\s/.exec(message.replace(/^ERR /, ''))?.[1] ?? '';
  if (/AUTH|invalid password|invalid username/i.test(message)) return BY_ANSWER[word] ?? BY_ANSWER['WRONGPASS']!;
  return BY_ANSWER[word] ?? refusal('BAD_ANSWER', `answered with an error: ${message}`, 'Look at the log of Redis.');
}

function refusal(code: RedisFailure['code'], reason: string, help: string): RedisFailure {
  return { code, reason, help, isRetryable: false };
}

function trouble(reason: string, help: string): RedisFailure {
  return { code: 'UNAVAILABLE', reason, help, isRetryable: true };
}

/** The request was on its way: nobody knows whether it took effect. */
function lost(reason: string): RedisFailure {
  return { code: 'CONNECTION_LOST', reason, help: START_IT, isRetryable: true };
}
