/** The tests of the example flow of a new project. */
export const EXAMPLE_TEST = `# yaml-language-server: $schema=../.genie-actions/flow-test.schema.json
# genie-actions test
defaults:
  mocks:
    caption: { $stub: { response: Rain again. } }
    post: { id: post-1 }

tests:
  - name: stores the caption for the platform
    input: { topic: Rain, platform: x }
    expect:
      output: { post_id: post-1, caption: Rain again. }
      calls:
        caption: { prompt: { $contains: 'on x about: Rain' } }
        post: { item: { platform: x, status: pending } }

  - name: writes for instagram when nothing else is said
    input: { topic: Rain }
    expect:
      calls: { post: { item: { platform: instagram } } }

  - name: stores nothing when the model does not answer
    input: { topic: Rain }
    mocks:
      caption: { $error: { code: MODEL_UNAVAILABLE, message: connection refused } }
    expect:
      failure: { code: MODEL_UNAVAILABLE, step: caption }
      calls: { post: 0 }

  - name: needs a topic
    expect:
      failure: INPUT_INVALID
`;
