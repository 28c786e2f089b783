export type { FlowsForModels, NotCallable } from './callable-flows.ts';
export { createGrammar } from './create-grammar.ts';
export { createPrompt } from './create-prompt.ts';
export type { DroppedFlow, Prompt, PromptFlow, PromptOptions } from './create-prompt.ts';
export { createStructuralTag } from './create-structural-tag.ts';
export type { StructuralTag } from './create-structural-tag.ts';
export type { DescribedParameter } from './describe-parameters.ts';
