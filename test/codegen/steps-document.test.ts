import { expect, test } from 'vitest';
import { stepsDocument } from '../../src/codegen/steps-document.ts';
import { sampleCatalogue } from './sample-catalogue.ts';

const text = stepsDocument(sampleCatalogue);

test('has a section per type with its facts, settings, result and example', () => {
  expect(text).toContain('### wait\n\nWaits.\n\n- Needs: `clock`\n- Effect: none\n- Time limit: 120 s\n');
  expect(text).toContain('| `ms` | `integer` | yes |  | How long, in milliseconds. |');
  expect(text).toContain('| `unit` | `"ms" \\| "s"` |  | `"ms"` |  |');
  expect(text).toContain(String.raw`A \| B`);
  expect(text).toContain('Result: `{ waited_ms: integer }`');
  expect(text).toContain('| `data` | `any` |');
  expect(text).toContain('"config": {\n    "ms": 500');
});

test('names steps and expressions for what they are', () => {
  expect(text).toContain('| `if` | `expression` | yes |');
  expect(text).toContain('| `list` | `step[]` |');
  expect(text).toContain('| `branches` | `{ [name]: step[] }` |');
});

test('tells the effect value by value where a setting decides it', () => {
  expect(text).toContain('- Effect: reads (`read-item`); writes (`create-item`)');
});
