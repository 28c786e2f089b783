import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow } from '../../../src/check/index.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const FLOWS = join(import.meta.dirname, '../../../flows');
const directory = directoryOf(createCatalogue(builtInSteps));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function findings(text: string): { syntax: string[]; others: string[] } {
  const { diagnostics } = checkFlow(text, { catalogue: directory, file: 'flow.json' });
  const heard = diagnostics.filter(({ severity }) => severity !== 'info');
  const lines = heard.map(({ rule, line, column, message }) => `${line}:${column} ${rule} ${message}`);
  return {
    syntax: lines.filter((line) => line.includes(' json/')),
    others: lines.filter((line) => !line.includes(' json/')),
  };
}

/** Documents that are not JSON because of one character that is missing, or because they end too early. */
function damaged(text: string, every: number): string[] {
  const texts: string[] = [];
  let structural = 0;
  for (let index = 1; index < text.length; index++) {
    const cut = text.slice(0, index);
    if (index % every === 0) texts.push(cut);
    if ('{}[]",:\\'.includes(text[index]!) && ++structural % 3 === 0) texts.push(cut + text.slice(index + 1));
  }
  return texts.filter((candidate) => !isJson(candidate));
}

describe('a broken document', () => {
  for (const name of readdirSync(FLOWS).filter((file) => file.endsWith('.json'))) {
    it(`has only its mistake as a finding, wherever it is in ${name}`, () => {
      const texts = damaged(readFileSync(join(FLOWS, name), 'utf8'), 67);
      let total = 0;
      for (const text of texts) {
        const { syntax, others } = findings(text);
        expect(others).toEqual([]);
        expect(syntax).not.toEqual([]);
        expect(syntax.slice(5)).toEqual([]);
        total += syntax.length;
      }
      expect(texts.length).toBeGreaterThan(100);
      expect(total / texts.length).toBeLessThan(1.2);
    });
  }

  it('is checked where it is whole', () => {
    const text = readFileSync(join(FLOWS, 'post-create.json'), 'utf8');
    const broken = text
      .replace('"username"', 'username')
      .replace('"collection": "creator_profiles",', '"collection": "creator_profiles"');
    const { syntax, others } = findings(broken.replace('"directus_write"', '"directus_wriet"'));
    expect(syntax).toHaveLength(1);
    expect(others).toEqual([expect.stringContaining('step/unknown-type')]);
  });

  it('says nothing of a reference to a step whose key may be the unreadable one', () => {
    const text = `{ "slug": "a", "name": "A", "description": "A", "steps": [
      { "type": "http", "name" "page", "url": "https://x.example/" },
      { "type": "log", "message": "{{ page.status }} {{ pgae.status }}" } ] }`;
    expect(findings(text).others).toEqual([expect.stringContaining('pgae')]);
  });
});
