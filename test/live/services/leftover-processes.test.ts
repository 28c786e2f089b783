import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { endProcesses, processesOf } from './leftover-processes.ts';
import { liveFolder } from './live-folder.ts';

it.each([
  ['its environment', (folder: string) => spawn('sleep', ['60'], { env: { ...process.env, FOLDER: folder } })],
  ['its arguments', (folder: string) => spawn('sh', ['-c', 'sleep 60; exit', folder], { env: {} })],
])('finds and ends a process that names the folder in %s', async (_, start) => {
  const folder = liveFolder('leftover');
  const child = start(folder);
  const exited = once(child, 'exit');
  await once(child, 'spawn');
  const found = processesOf(folder);
  expect(found.map(({ pid }) => pid)).toContain(child.pid);
  await endProcesses(found);
  await exited;
  expect(processesOf(folder).filter(({ pid }) => pid === child.pid)).toEqual([]);
});

it('leaves all other processes alone', () => {
  expect(processesOf(liveFolder('nobody'))).toEqual([]);
});
