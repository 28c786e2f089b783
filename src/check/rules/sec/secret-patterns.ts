interface Found {
  start: number;
  end: number;
}

/**
 * Forms that tokens of well-known services have, JSON Web Tokens, private keys, what follows `Bearer` or `Basic`, and
 * passwords in addresses. Each begins where no token character stands before it.
 */
const TOKEN =
  /(?<![\w-])(?:sk-[\w-]{10,}|[rsp]k_(?:live|test)_\w{10,}|whsec_\w{16,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}|AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|npm_\w{30,}|pypi-[\w-]{30,}|hf_\w{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|dop_v1_\w{30,}|shp(?:at|ca|pa|ss)_\w{20,}|key-[0-9a-f]{32}|gsk_\w{20,}|r8_\w{20,}|sq0[a-z]{3}-[\w-]{20,}|EAA[A-Za-z0-9]{40,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?|v1:[\w+/=-]{16,}:[\w+/=:-]{16,}|\d{8,10}:AA[\w-]{32,}|-----BEGIN [A-Z ]*PRIVATE KEY-----)/;

const BEARER = /\b(?:Bearer|Basic|Token|ApiKey)\s+([\w.~+/=-]{8,})/i;

const PASSWORD_IN_URL = /^\s*[a-z][a-z0-9+.-]*:\/\/[^/?#@\s:]*:([^/?#@\s]+)@/i;

const KEY_IN_URL =
  /[?&](?:access_token|api_?key|apikey|auth_token|client_secret|secret|password|token|key)=([\w.~+%/=-]{12,})/i;

const PLACEHOLDER =
  /^(?:[x*•.#_-]+|<.*>|\[.*\]|%.*%|(?:your|my|the|some|an?)[-_ ].*|.*(?:placeholder|changeme|change-me|redacted|example\.com).*|(?:token|secret|password|none|null|undefined|test|dummy|sample)[-_]?\d*)$/i;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A token whatever the field is called that it stands in. */
export function findToken(value: string): Found | undefined {
  const known = TOKEN.exec(value);
  if (known !== null && !isPlaceholder(known[0].replace(/^[a-z]+[-_]/i, ''))) {
    return { start: known.index, end: known.index + known[0].length };
  }
  if (value.includes('://')) {
    return inside(PASSWORD_IN_URL.exec(value), () => true) ?? inside(KEY_IN_URL.exec(value), isRandom);
  }
  const scheme = value.length < 2000 ? BEARER.exec(value) : null;
  return inside(scheme, (token) => scheme!.index === 0 && !isWord(token));
}

/** A secret in a field that is named after one. */
export function findCredential(value: string): Found | undefined {
  if (value.includes('$') || value.includes('{{') || /\s/.test(value) || isPlaceholder(value)) return undefined;
  return isRandom(value) || (/[A-Za-z]/.test(value) && /\d/.test(value) && !UUID.test(value) && value.length >= 12)
    ? { start: 0, end: value.length }
    : undefined;
}

/** Enough of it to find it again: `sk-l…PLE`; of a short one nothing but its length. */
export function maskSecret(secret: string): string {
  if (secret.length < 12) return '•'.repeat(secret.length);
  return `${secret.slice(0, 4)}…${secret.slice(-3)}`;
}

function inside(match: RegExpExecArray | null, isSecret: (text: string) => boolean): Found | undefined {
  const text = match?.[1];
  if (text === undefined || isPlaceholder(text) || text.includes('$') || text.includes('{{') || !isSecret(text)) return;
  const start = match!.index + match![0].lastIndexOf(text);
  return { start, end: start + text.length };
}

function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

function isWord(text: string): boolean {
  return /^[a-z]+$/i.test(text) && bitsPerCharacter(text) < 3.5;
}

const MIN_RANDOM_LENGTH = 16;
const MIN_BITS_PER_CHARACTER = 3;

/** Long, of letters and digits, and without the repetitions that words have; ids of rows are not secrets. */
function isRandom(text: string): boolean {
  if (text.length < MIN_RANDOM_LENGTH || UUID.test(text) || isPlaceholder(text)) return false;
  return /[A-Za-z]/.test(text) && /\d/.test(text) && bitsPerCharacter(text) >= MIN_BITS_PER_CHARACTER;
}

/** Shannon entropy. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
