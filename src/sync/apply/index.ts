export { applyPlans } from './apply-plans.ts';
export type { ApplyOptions } from './apply-plans.ts';
