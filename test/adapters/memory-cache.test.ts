import { memoryCache } from '../../src/adapters/memory-cache.ts';
import { describeCachePort } from '../contracts/cache.ts';

describeCachePort('memory', memoryCache);
