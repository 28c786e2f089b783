import type { StepNode } from '../../model/index.ts';

/** Whether the step makes a model write something. */
export function isModelCall({ step }: StepNode): boolean {
  if (step.type === 'ollama_generate' || step.type === 'ollama_chat') return true;
  return step.type === 'ollama' && step.config['operation'] !== 'list-models';
}
