/** The flow that the examples of these rules tell a model about. */
export const EXAMPLE_FLOW = `{
  "slug": "taxonomy-tag",
  "name": "Tag content",
  "description": "Finds tags for a piece of content.",
  "input": { "type": "object", "required": ["content_id"], "properties": { "content_id": { "type": "string" } }, "additionalProperties": false },
  "steps": [{ "type": "log", "message": "{{ params.content_id }}" }]
}
`;
