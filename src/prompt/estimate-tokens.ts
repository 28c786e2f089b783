/** Bytes of UTF-8 for one token of a 7B model's tokenizer, on the side of too many tokens. */
const BYTES_PER_TOKEN = 3.5;

/** How many tokens a text takes, roughly; no tokenizer is asked, because each model has its own. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);
}
