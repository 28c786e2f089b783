import { describe, expect, it } from 'vitest';
import { directusSnapshot } from '../../src/adapters/embedded-directus/index.ts';
import type { JsonObject } from '../../src/json.ts';
import { flowRow, isEmptyPlan, planSetup, wantedSchema, type PresentSchema } from '../../src/setup/index.ts';

const NAMES = { flows: 'action_flows', audits: { collection: 'agent_audits', fields: {} }, isWithMedia: false };
const NOTHING: PresentSchema = { collections: [], fields: [], relations: [] };
const everything = JSON.parse(JSON.stringify(directusSnapshot)) as { [Key in keyof PresentSchema]: JsonObject[] };

describe('a plan for a Directus', () => {
  it('without anything has both collections with all their fields', () => {
    const plan = planSetup(wantedSchema(directusSnapshot, NAMES), NOTHING);
    expect(plan.collections.map(({ collection }) => collection)).toEqual(['action_flows', 'agent_audits']);
    expect(plan.collections[0]!.fields).toContain('output_schema');
    expect([plan.fields, plan.relations, plan.differences]).toEqual([[], [], []]);
  });

  it('that has everything is empty', () => {
    const plan = planSetup(wantedSchema(directusSnapshot, { ...NAMES, isWithMedia: true }), everything);
    expect(isEmptyPlan(plan)).toBe(true);
    expect(plan.differences).toEqual([]);
  });

  it('that lacks one field has that field only, and it may be empty in the rows that are there', () => {
    const present = { ...everything, fields: everything.fields.filter(({ field }) => field !== 'slug') };
    const plan = planSetup(wantedSchema(directusSnapshot, NAMES), present);
    expect(plan.collections).toEqual([]);
    expect(plan.fields.map(({ collection, field }) => `${collection}.${field}`)).toEqual([
      'action_flows.slug',
      'agent_audits.slug',
    ]);
    expect(plan.fields[0]!.body).toMatchObject({
      meta: { required: true },
      schema: { is_unique: true, is_nullable: true },
    });
  });

  it('never adds a second key', () => {
    const present = { ...everything, fields: everything.fields.filter(({ field }) => field !== 'id') };
    expect(isEmptyPlan(planSetup(wantedSchema(directusSnapshot, NAMES), present))).toBe(true);
  });

  it('relates only to collections that are there or come', () => {
    const plan = planSetup(wantedSchema(directusSnapshot, { ...NAMES, isWithMedia: true }), NOTHING);
    const related = new Set(plan.relations.map(({ body }) => body['related_collection'] as string));
    expect([...related].sort()).toEqual(['directus_files', 'directus_users', 'media_jobs', 'scraped_media']);
    const media = plan.collections.find(({ collection }) => collection === 'scraped_media')!.body[
      'fields'
    ] as JsonObject[];
    expect(media.find(({ field }) => field === 'creator_profile_id')).toMatchObject({
      meta: { special: null, interface: 'input' },
    });
  });

  it('names what differs and plans nothing for it', () => {
    const fields = everything.fields.map((field): JsonObject => {
      if (field['collection'] !== 'action_flows') return field;
      if (field['field'] === 'slug') return { ...field, schema: { is_unique: false } };
      if (field['field'] === 'steps') return { ...field, type: 'text' };
      return field['field'] === 'date_updated' ? { ...field, meta: { special: null } } : field;
    });
    const plan = planSetup(wantedSchema(directusSnapshot, NAMES), { ...everything, fields });
    expect(isEmptyPlan(plan)).toBe(true);
    expect(plan.differences.map(({ field }) => field)).toEqual(['slug', 'steps', 'date_updated']);
  });
});

it('gives collections and audit fields the names that were chosen', () => {
  const names = {
    flows: 'f',
    audits: { collection: 'a', fields: { run_id: 'run', stack: false as const } },
    isWithMedia: false,
  };
  const wanted = wantedSchema(directusSnapshot, names);
  expect(wanted.collections.map(({ collection }) => collection)).toEqual(['f', 'a']);
  const audits = wanted.fields.filter(({ collection }) => collection === 'a').map(({ field }) => field);
  expect(audits).toContain('run');
  expect(audits).not.toContain('run_id');
  expect(audits).not.toContain('stack');
  expect(wantedSchema(directusSnapshot, { ...names, audits: undefined }).collections).toHaveLength(1);
});

it('makes a row of a document without what is for editors', () => {
  const document = { $schema: 's', $lint: {}, slug: 'a', steps: [], active: true };
  expect(flowRow(document, false)).toEqual({ slug: 'a', steps: [], active: true });
  expect(flowRow(document, true)).toEqual({ slug: 'a', steps: [], active: false });
});
