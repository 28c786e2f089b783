export { readSnapshot } from './read-snapshot.ts';
