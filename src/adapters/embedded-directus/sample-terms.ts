import type { JsonObject } from '../../json.ts';

const WEIGHTED_PLATFORMS = ['onlyfans', 'fansly', 'instagram'] as const;

/** Dimension, tag, what it means, and its weight on each of the platforms. */
const TERMS: ReadonlyArray<readonly [string, string, string, readonly [number, number, number]]> = [
  ['aesthetic', 'glamour', 'Polished light, make-up and styling', [1.2, 1, 0.8]],
  ['aesthetic', 'natural-look', 'Daylight and little styling', [0.9, 0.9, 1.3]],
  ['activity', 'yoga', 'Stretching and balance', [1, 1, 1.4]],
  ['activity', 'workout', 'Training in a gym or at home', [1.1, 1, 1.2]],
  ['activity', 'travel', 'On the way and sightseeing', [0.8, 0.8, 1.5]],
  ['mood', 'playful', 'Light and teasing', [1.2, 1.2, 1]],
  ['mood', 'calm', 'Quiet and relaxed', [0.8, 0.9, 1.1]],
  ['setting', 'beach', 'By the sea', [1.1, 1, 1.4]],
  ['setting', 'studio', 'Indoors, with set lights', [1, 1, 0.9]],
  ['attire', 'activewear', 'Clothes for sport', [1, 1, 1.2]],
  ['attire', 'evening-dress', 'Formal clothes', [1.1, 1, 1]],
  ['body_type', 'athletic', 'Trained and slim', [1, 1, 1.1]],
];

const DIMENSIONS: ReadonlyArray<readonly [string, string]> = [
  ['aesthetic', 'How it looks'],
  ['activity', 'What happens'],
  ['mood', 'What it feels like'],
  ['setting', 'Where it is'],
  ['attire', 'What is worn'],
  ['body_type', 'Build'],
];

export const sampleDimensions: JsonObject[] = DIMENSIONS.map(([name, description], index) => ({
  id: dimensionId(name),
  name,
  display_name: name.replace('_', ' '),
  description,
  allowed_values: TERMS.filter(([dimension]) => dimension === name).map(([, tag]) => tag),
  sort_order: index + 1,
}));

export const sampleTerms: JsonObject[] = TERMS.map(([dimension, tag, description, weights], index) => ({
  id: sampleId('7e120000', index),
  dimension_id: dimensionId(dimension),
  tag,
  description,
  platform_weights: Object.fromEntries(WEIGHTED_PLATFORMS.map((platform, index) => [platform, weights[index]!])),
}));

function dimensionId(name: string): string {
  return sampleId(
    'd1e50000',
    DIMENSIONS.findIndex(([known]) => known === name),
  );
}

function sampleId(kind: string, index: number): string {
  return `${kind}-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
}
