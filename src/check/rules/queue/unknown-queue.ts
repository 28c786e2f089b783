import { nearestName } from '../../../nearest-name.ts';
import type { Rule } from '../../rule.ts';

export const queueUnknownQueue: Rule = {
  name: 'queue/unknown-queue',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A job goes into a queue that no worker listens on.',
  explanation:
    'A queue comes into being when the first job is put into it, so a misspelt name raises no error: the job waits for ever. The queues that have workers are listed in the configuration; without that list nothing is reported.',
  bad: {
    text: '{ "type": "bullmq_enqueue", "config": { "queue": "media-job", "job": { "type": "apply_watermark" } } }',
    project: { queues: ['media-jobs', 'scrape-jobs'] },
  },
  good: {
    text: '{ "type": "bullmq_enqueue", "config": { "queue": "media-jobs", "job": { "type": "apply_watermark" } } }',
    project: { queues: ['media-jobs', 'scrape-jobs'] },
  },
  requires: 'queues',
  text(text, { project, report }) {
    const { queues } = project;
    if (queues === undefined || queues.length === 0 || text.site.setting !== 'queue') return;
    const { value, site, pointer } = text;
    if (site.step?.facts?.taint.sinks?.['queue'] !== 'queue' || text.path.length !== 1) return;
    if (text.references.length > 0 || text.expressions.length > 0 || text.problems.length > 0) return;
    if (queues.includes(value)) return;
    const near = nearestName(value, queues);
    report({
      message: `no worker listens on queue "${value}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
      place: { pointer },
      notes: [`queues with workers: ${queues.slice(0, 12).join(', ')}`],
      fix:
        near === undefined
          ? undefined
          : { title: `"${near}"`, safety: 'safe', changes: [{ kind: 'replace', pointer, value: near }] },
    });
  },
};
