import type { Command } from 'commander';
import { examples } from '../examples.ts';
import type { Perform } from '../program.ts';

export function declareCredentials(program: Command, perform: Perform): void {
  const credentials = program
    .command('credentials')
    .helpCommand(false)
    .summary('encrypt and check stored cookies')
    .description(
      'Cookies and passwords as they are stored in Directus: AES-256-GCM under the key in CREDENTIALS_ENC_KEY_B64. ' +
        'They are read from standard input, in a terminal from a hidden prompt, never from an argument.',
    );
  const encrypt = credentials
    .command('encrypt')
    .summary('encrypt cookies or any JSON')
    .description(
      'Read JSON, a cookies.txt or a Cookie header and print { "enc": "v1:…" }, as platform_sessions and creator_profiles store it.',
    )
    .action(() => perform(async (session) => (await import('../handlers/credentials.ts')).encryptCredentials(session)));
  examples(encrypt, [
    ['credentials encrypt < cookies.json', 'an export of a browser extension'],
    ['credentials encrypt', 'paste them where nobody sees them'],
  ]);
  const check = credentials
    .command('check')
    .summary('say whether stored cookies can be used')
    .description(
      'Read { "enc": "v1:…" } and tell how many cookies it holds, of which domains, and which have expired. No value is printed. ' +
        'Without input only the key is checked.',
    )
    .action(() => perform(async (session) => (await import('../handlers/credentials.ts')).checkCredentials(session)));
  examples(check, [
    ['credentials check < stored.json', 'a value of platform_sessions.cookies'],
    ['credentials check < /dev/null', 'only the key'],
  ]);
  examples(credentials, [['credentials check < stored.json', 'look before a flow fails']]);
}
