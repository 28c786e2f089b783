export { openFlowRows } from './open-flow-rows.ts';
export type { FlowRowsOptions } from './open-flow-rows.ts';
