import type { JsonObject } from '../../json.ts';
import { LOCAL_USER_ID } from './local-user.ts';
import { sampleDimensions, sampleTerms } from './sample-terms.ts';
import type { Store } from './store.ts';
import { insertRow } from './write-rows.ts';

/** Keys of sample rows, easily told from keys that are made. */
export const SAMPLE_IDS = {
  creatorProfile: 'c0ffee00-0000-4000-8000-000000000123',
  fan: 'fa000000-0000-4000-8000-000000000001',
  media: '3ed1a000-0000-4000-8000-000000000001',
} as const;

/** Neutral rows, so that the shipped flows have something to work on before there is any data. */
const SAMPLE_ROWS: Readonly<Record<string, readonly JsonObject[]>> = {
  directus_users: [{ id: LOCAL_USER_ID, first_name: 'Local', last_name: 'User', email: 'local@example.com' }],
  creator_profiles: [
    {
      id: SAMPLE_IDS.creatorProfile,
      user_id: LOCAL_USER_ID,
      platform: 'onlyfans',
      username: 'sample_creator',
      display_name: 'Sample Creator',
    },
  ],
  user_personas: [
    {
      id: '9e250aa0-0000-4000-8000-000000000001',
      user_id: LOCAL_USER_ID,
      name: 'Sample Creator',
      tone: 'warm and playful',
      voice: 'Short sentences, first person, at most one emoji. Thanks people by name.',
      bio: 'Yoga, travel and quiet mornings by the sea.',
      brand_colors: ['#1f6f78', '#f4d35e'],
      onboarding_state: 'done',
    },
  ],
  fan_profiles: [
    {
      id: SAMPLE_IDS.fan,
      user_id: LOCAL_USER_ID,
      creator_profile_id: SAMPLE_IDS.creatorProfile,
      platform: 'onlyfans',
      username: 'sunrise_fan',
      display_name: 'Alex',
      notes: 'Subscribed for a year. Likes the yoga posts and asks about travel.',
      tags: ['yoga', 'travel'],
      engagement_score: 0.72,
      lifetime_spend: 120,
    },
  ],
  scraped_media: [
    {
      id: SAMPLE_IDS.media,
      creator_profile_id: SAMPLE_IDS.creatorProfile,
      user_id: LOCAL_USER_ID,
      platform: 'onlyfans',
      platform_media_id: 'p-1001',
      media_type: 'image',
      media_url: 'https://example.com/media/beach-yoga.jpg',
      title: 'Beach yoga',
      caption: 'Sunrise yoga on the beach',
      likes_count: 214,
      comments_count: 18,
      views_count: 3120,
      engagement_rate: 0.074,
      taxonomy_tags: [],
      posted_at: '2026-10-04T07:30:00.000Z',
      scraped_at: '2026-10-05T06:00:00.000Z',
    },
  ],
  content_posts: [
    {
      id: '90570000-0000-4000-8000-000000000001',
      creator_profile_id: SAMPLE_IDS.creatorProfile,
      user_id: LOCAL_USER_ID,
      platform: 'onlyfans',
      title: 'Beach yoga',
      caption: 'Sunrise, salt air and one very wobbly tree pose.',
      media_id: SAMPLE_IDS.media,
      status: 'posted',
      tags: ['yoga', 'beach'],
      posted_at: '2026-10-04T07:30:00.000Z',
    },
  ],
  scheduled_posts: [
    {
      id: '5c4ed000-0000-4000-8000-000000000001',
      creator_profile_id: SAMPLE_IDS.creatorProfile,
      user_id: LOCAL_USER_ID,
      media_id: SAMPLE_IDS.media,
      platform: 'onlyfans',
      caption: 'Sunrise, salt air and one very wobbly tree pose.',
      status: 'posted',
      scheduled_time: '2026-10-04T07:30:00.000Z',
      posted_at: '2026-10-04T07:30:00.000Z',
    },
  ],
  agent_skills: [
    {
      id: '5c111000-0000-4000-8000-000000000001',
      name: 'Write a caption',
      description: 'How a caption that is read to the end is built',
      content: 'Open with a picture in words, say one true thing, end with a question or an invitation.',
      tags: ['caption', 'post', 'writing'],
    },
    {
      id: '5c111000-0000-4000-8000-000000000002',
      name: 'Scrape profile statistics',
      description: 'Where the stats of an OnlyFans or Fansly profile stand',
      content:
        'Log in with the stored cookies, open the stats page, read subscribers, earnings and posts, close the session.',
      tags: ['scrape', 'stats', 'onlyfans', 'fansly'],
    },
    {
      id: '5c111000-0000-4000-8000-000000000003',
      name: 'Welcome a new fan',
      description: 'What to say in a first message',
      content: 'Thank them by name, mention what they came for, ask one easy question.',
      tags: ['fan', 'message', 'welcome'],
    },
  ],
  taxonomy_dimensions: sampleDimensions,
  taxonomy_mapping: sampleTerms,
};

/** Writes the sample rows into a store that has just been made. */
export function fillWithSamples(store: Store): void {
  for (const [name, rows] of Object.entries(SAMPLE_ROWS)) {
    const collection = store.schema.get(name)!;
    for (const row of rows) insertRow(store, collection, row);
  }
}
