import { queueUnknownQueue } from '../../../../src/check/rules/queue/unknown-queue.ts';
import { testRule } from '../../test-rule.ts';

testRule(queueUnknownQueue, { project: { queues: ['media-jobs', 'scrape-jobs'] } });
