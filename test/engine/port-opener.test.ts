import { expect, test } from 'vitest';
import { PortOpener } from '../../src/engine/index.ts';
import type { ClockPort } from '../../src/ports/index.ts';

const clock = { now: () => 1 } as ClockPort;

test('opens a port once, when it is first needed', async () => {
  let opened = 0;
  const ports = new PortOpener({ clock: async () => (opened++, clock) });
  expect(opened).toBe(0);
  const [first, second] = await Promise.all([ports.open('clock'), ports.open('clock')]);
  expect(first).toBe(second);
  expect(await ports.open('clock')).toBe(clock);
  expect(opened).toBe(1);
});

test('tries again after a failure to open', async () => {
  let tries = 0;
  const ports = new PortOpener({
    clock: async () => {
      if (++tries === 1) throw new Error('not yet');
      return clock;
    },
  });
  await expect(ports.open('clock')).rejects.toThrow('not yet');
  expect(await ports.open('clock')).toBe(clock);
});

test('says what to do about a service that nobody has set up', async () => {
  const ports = new PortOpener({});
  expect(() => ports.open('queue')).toThrow(
    expect.objectContaining({ code: 'SERVICE_NOT_CONFIGURED', detail: expect.stringContaining('REDIS_URL') }),
  );
});

test('hands out only the ports that were asked for', async () => {
  const ports = new PortOpener({ clock });
  expect(await ports.openAll(['clock'])).toEqual({ clock });
  expect(await ports.openAll([])).toEqual({});
});
