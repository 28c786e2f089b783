import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import type { FlowOutcome } from '../../../src/sync/index.ts';
import { flowFiles, syncBases, type FakeFlowFiles, type FakeSyncBases } from '../../fakes/flow-files.ts';
import { flowRows, flowTable, type FlowTable } from '../../fakes/flow-rows.ts';
import { flow, sync } from './project.ts';

const SLUGS = ['a', 'b', 'c'];

/** Every edit leaves a mark in the flow, so that a flow tells which edits it knows of. */
const marksOf = (document: JsonObject | undefined) => (document?.['name'] as string | undefined)?.split(' ') ?? [];

function marked(slug: string, document: JsonObject | undefined, mark: string): JsonObject {
  return flow(slug, 'text', { name: [...marksOf(document), mark].join(' ') });
}

/** One collection, and what pushes and pulls lost in it: they replaced a text by one that does not know its edits. */
class World {
  readonly table: FlowTable;
  readonly losses: string[] = [];
  readonly pause: () => Promise<void>;

  constructor(scheduler: fc.Scheduler, documents: readonly JsonObject[] = []) {
    this.table = flowTable(documents);
    this.pause = async () => scheduler.schedule(Promise.resolve());
  }

  check(where: string, before: JsonObject | undefined, after: JsonObject | undefined): void {
    const known = marksOf(after);
    const lost = marksOf(before).filter((mark) => !known.includes(mark));
    if (lost.length > 0) this.losses.push(`${where}: ${lost.join(', ')}`);
  }

  /** Somebody with a project folder; two may work in one. */
  person(files: FakeFlowFiles = flowFiles(this.pause), bases: FakeSyncBases = syncBases(this.pause)): Person {
    const watchedTable: FlowTable = {
      ...this.table,
      set: (slug, document) => {
        this.check(`row ${slug}`, this.table.document(slug), document);
        this.table.set(slug, document);
      },
    };
    const rows = flowRows(watchedTable, async (_call, work) => {
      await this.pause();
      const answer = work();
      await this.pause();
      return answer;
    });
    const watchedFiles: FakeFlowFiles = {
      ...files,
      write: async (path, text, expected) => {
        const isWritten = await files.write(path, text, expected);
        const before = expected === undefined ? undefined : (JSON.parse(expected) as JsonObject);
        if (isWritten) this.check(path, before, JSON.parse(text) as JsonObject);
        return isWritten;
      },
    };
    return { files, bases, sync: async (direction) => sync(direction, { rows, files: watchedFiles, bases }) };
  }
}

interface Person {
  files: FakeFlowFiles;
  bases: FakeSyncBases;
  sync(direction: 'push' | 'pull'): Promise<FlowOutcome[]>;
}

const step = fc.record({
  who: fc.constantFrom(0, 1),
  slug: fc.constantFrom(...SLUGS),
  what: fc.constantFrom('edit-file' as const, 'edit-row' as const, 'push' as const, 'pull' as const),
});

it.each([false, true])(
  'never loses an edit, whatever two do at the same time (in one folder: %s)',
  async (isOneFolder) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 4, maxLength: 14 }), async (scheduler, steps) => {
        const world = new World(scheduler, [
          flow('a', 'text', { name: 'begin' }),
          flow('b', 'text', { name: 'begin' }),
        ]);
        const { table } = world;
        const first = world.person();
        const people = [first, isOneFolder ? world.person(first.files, first.bases) : world.person()];
        // Everybody does one thing after the other; the two do not wait for each other.
        const lives = people.map(async (person, who) => {
          for (const [index, { slug, what }] of steps.entries()) {
            if (steps[index]!.who !== who) continue;
            await world.pause();
            if (what === 'edit-row') table.set(slug, marked(slug, table.document(slug), `${index}`));
            else if (what === 'edit-file')
              person.files.set(slug, marked(slug, person.files.document(slug), `${index}`));
            else await person.sync(what);
          }
        });
        await scheduler.waitFor(Promise.all(lives));
        expect(world.losses).toEqual([]);
      }),
      { numRuns: 400 },
    );
  },
);

it('lets at most one of two pushes of different edits through', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const world = new World(scheduler, [flow('a')]);
      const people = [world.person(), world.person()];
      for (const person of people) await scheduler.waitFor(person.sync('pull'));
      for (const [who, person] of people.entries()) person.files.set('a', marked('a', flow('a'), `edit-${who}`));
      const outcomes = await scheduler.waitFor(Promise.all(people.map((person) => person.sync('push'))));
      expect(outcomes.flat().filter(({ result }) => result === 'done').length).toBeLessThanOrEqual(1);
      expect(world.losses).toEqual([]);
      expect(marksOf(world.table.document('a'))).toHaveLength(2);
    }),
    { numRuns: 100 },
  );
});
