export type { ApplyOptions } from './apply-options.ts';
export { applyPlans } from './apply-plans.ts';
