import { z } from 'zod';
import { createCatalogue, type Catalogue } from '../../src/catalogue.ts';
import { defineStep, expression, namedStepLists, stepList, type StepType } from '../../src/step.ts';

const wait = defineStep({
  type: 'wait',
  summary: 'Waits.',
  needs: ['clock'],
  effect: 'none',
  config: z.strictObject({
    ms: z.int().min(0).max(1000).describe('How long, in milliseconds.'),
    unit: z.enum(['ms', 's']).default('ms'),
    address: z.url().optional(),
    note: z.string().optional().describe('A | B'),
    data: z.json().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    fields: z.union([z.string(), z.array(z.string())]).optional(),
    either: z.union([z.int(), z.array(z.int())]).optional(),
  }),
  result: z.strictObject({ waited_ms: z.int() }),
  example: { ms: 500, note: '$input.note' },
  run: ({ ms }) => ({ waited_ms: ms }),
  stub: ({ ms }) => ({ waited_ms: ms }),
});

const branch = defineStep({
  type: 'branch',
  dialect: 2,
  summary: 'Runs one of two lists.',
  needs: [],
  effect: 'none',
  timeout: null,
  config: z.strictObject({
    if: expression().describe('When.'),
    list: stepList().optional().describe('What.'),
    branches: namedStepLists().optional(),
    operation: z.enum(['read-item', 'create-item']).optional(),
  }),
  result: z.json(),
  example: { if: 'input.ok', list: [{ type: 'branch', if: 'true' }] },
  run: () => null,
  stub: () => null,
});

const store = defineStep({
  type: 'store',
  dialect: 2,
  summary: 'Reads or writes.',
  needs: ['directus'],
  effect: ({ operation }) => (operation === 'read-item' ? 'read' : 'write'),
  config: z.strictObject({ operation: z.enum(['read-item', 'create-item']) }),
  result: z.json(),
  example: { operation: 'create-item' },
  run: () => null,
  stub: () => null,
});

/** Three types that use every kind of setting. */
export const sampleTypes: readonly StepType[] = [wait, branch, store];

export const sampleCatalogue: Catalogue = createCatalogue(sampleTypes);
