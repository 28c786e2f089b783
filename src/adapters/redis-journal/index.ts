export { openRedisJournal } from './open-redis-journal.ts';
export type { RedisJournalOptions } from './open-redis-journal.ts';
