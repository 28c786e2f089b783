import { mediaTools } from '../../../src/adapters/media-tools/index.ts';

// A worker that is killed in the middle of its work: it says when ffmpeg has begun.
const [folder = ''] = process.argv.slice(2);
const tools = mediaTools();
const facts = await tools.inspect(folder, 'input');
const work = { kind: 'compress', rateFactor: 18 } as const;
await tools.perform(
  { folder, input: 'input', facts, output: 'output.mp4', outputFormat: 'mp4', work },
  { onProgress: (done) => done > 0 && process.stdout.write('begun\n') },
);
