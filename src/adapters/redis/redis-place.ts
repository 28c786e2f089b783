/** Where a Redis is, without its password: `127.0.0.1:6379`. */
export function redisPlace(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'an address that is none' : `${parsed.hostname}:${parsed.port || 6379}`;
}
