/** Where the flows send and see secrets. */
export interface LeakyPlaces {
  /** A server that answers with everything that it was sent, in several forms. */
  echoUrl: string;
  /** A page that is seen with the stored cookies alone. */
  pageUrl: string;
  profileId: string;
}

/** Flows that bring secrets wherever a flow can: `look` goes well, `fail` ends with one in its error, `enqueue` needs Redis. */
export function leakyFlows({ echoUrl, pageUrl, profileId }: LeakyPlaces): Record<string, object> {
  const send = {
    type: 'http_request',
    result_key: 'echo',
    config: {
      url: `${echoUrl}/?key=$env.GREETING_KEY`,
      method: 'POST',
      headers: { 'x-key': '$env.GREETING_KEY' },
      body: { key: '$env.GREETING_KEY' },
    },
  };
  const say = { type: 'log', config: { message: 'The key is $env.GREETING_KEY', data: { key: '$env.GREETING_KEY' } } };
  const browse = [
    {
      type: 'stagehand_cookie_login',
      result_key: 'tab',
      config: { creator_profile_id: profileId, platform: 'onlyfans', url: pageUrl },
    },
    {
      type: 'stagehand_extract_cached',
      result_key: 'seen',
      config: { sessionId: '$tab.sessionId', instruction: 'the heading', schema: { heading: 'string' } },
    },
    {
      type: 'stagehand',
      result_key: 'picture',
      config: { action: 'screenshot', params: { sessionId: '$tab.sessionId' } },
    },
  ];
  const fail = { type: 'error', config: { code: 'NO_LUCK', message: 'Nothing was done with $env.GREETING_KEY' } };
  const enqueue = { type: 'bullmq_enqueue', config: { queue: 'greetings', name: 'greet', job: { who: 'Mara' } } };
  return {
    look: { slug: 'look', name: 'Look', steps: [send, say, ...browse], output: { echo: '$echo.body', seen: '$seen' } },
    fail: { slug: 'fail', name: 'Fail', steps: [send, say, fail] },
    enqueue: { slug: 'enqueue', name: 'Enqueue', steps: [enqueue] },
  };
}
