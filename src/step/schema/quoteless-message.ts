/** What validators call the type of a value; such a word behind "received" is no value. */
const TYPE_WORD =
  /^(string|number|boolean|bigint|symbol|undefined|null|nan|array|object|date|function|map|set|integer|float|unknown)$/i;

/** A part of a value that is this long is looked for inside of words too. */
const LONG_CHARS = 8;

/**
 * The message of a validator without the value that it is about: that may be a secret, and messages end up in logs.
 * What cannot be told apart becomes a message that says nothing.
 */
export function quotelessMessage(message: string, received: unknown): string {
  if (received === undefined && /undefined$|^required$/i.test(message)) return 'is missing';
  const [, start, tail] = /^(.*?)(?:,|:| but) received (.*)$/is.exec(message) ?? [];
  const safe = start === undefined || TYPE_WORD.test(tail!) ? message : start.trim();
  return safe === '' || quotes(safe, received) ? 'is not valid' : safe;
}

function quotes(message: string, received: unknown): boolean {
  if (typeof received === 'string') return received !== '' && contains(message, received);
  if (typeof received === 'number' || typeof received === 'bigint') return contains(message, String(received));
  if (typeof received !== 'object' || received === null) return false;
  return Object.values(received).some((inner) => quotes(message, inner));
}

function contains(message: string, text: string): boolean {
  if (text.length > message.length) return false;
  for (let at = message.indexOf(text); at !== -1; at = message.indexOf(text, at + 1)) {
    const isWord = !isWordPart(message[at - 1]) && !isWordPart(message[at + text.length]);
    if (isWord || text.length >= LONG_CHARS) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
