/**
 * Whole processes against `node -e 0`, in one run: medians of 21, and their ratios.
 *
 *   npm run build && npx node test/bench/start-up.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROUNDS = 21;
const bin = resolve(import.meta.dirname, '../../bin/genie-actions.js');
const directory = mkdtempSync(join(tmpdir(), 'genie-start-'));
const flow = join(directory, 'five.json');
writeFileSync(
  flow,
  JSON.stringify({
    slug: 'five',
    name: 'Five steps',
    input: { type: 'object', required: ['platform'], properties: { platform: { type: 'string' } } },
    steps: [
      {
        type: 'directus_read',
        result_key: 'profile',
        config: { collection: 'creator_profiles', filter: { platform: { _eq: '$input.platform' } }, limit: 1 },
      },
      { type: 'taxonomy_terms_read', result_key: 'terms', config: { platform: '$input.platform' } },
      {
        type: 'ollama_generate',
        result_key: 'caption',
        config: { model: 'dolphin-mistral:7b', prompt: 'Write. $terms' },
      },
      {
        type: 'directus_write',
        result_key: 'post',
        config: { collection: 'scheduled_posts', item: { caption: '$caption.response' } },
      },
      { type: 'bullmq_enqueue', result_key: 'job', config: { queue: 'media-jobs', job: { type: 'publish_post' } } },
    ],
  }),
);

const cases: Array<{ name: string; args: string[]; input?: string; goal?: number; status?: number }> = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [bin, '--version'], goal: 1.9 },
  { name: '--help', args: [bin, '--help'], goal: 1.9 },
  {
    name: 'run --dry-run, 5 steps',
    args: [bin, 'run', flow, '--dry-run', '--input', '{"platform":"x"}', '--json'],
    goal: 5,
  },
  { name: 'lint, 5 steps', args: [bin, 'lint', flow], goal: 3 },
  { name: 'intercept, 1 line', args: [bin, 'intercept'], input: 'hello [ACTION:x:{"a":1}]\n', goal: 3 },
];

const times = new Map<string, number[]>();
for (let round = 0; round < ROUNDS; round++) {
  for (const { name, args, input, status = 0 } of cases) {
    const started = performance.now();
    const done = spawnSync(process.execPath, args, { input: input ?? '', cwd: directory, encoding: 'utf8' });
    const elapsed = performance.now() - started;
    if (done.status !== status) throw new Error(`${name} ended with ${done.status}: ${done.stderr}`);
    times.set(name, [...(times.get(name) ?? []), elapsed]);
  }
}
rmSync(directory, { recursive: true });

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const floor = median(times.get('node -e 0')!);
console.log(`node ${process.version}, medians of ${ROUNDS}`);
for (const { name, goal } of cases) {
  const time = median(times.get(name)!);
  console.log(
    `  ${name.padEnd(24)} ${time.toFixed(1).padStart(6)} ms  ${(time / floor).toFixed(2)} x${goal === undefined ? '' : `  (goal ${goal} x)`}`,
  );
}
