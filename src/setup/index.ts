export { applySetup } from './apply-setup.ts';
export type { SetupTarget } from './apply-setup.ts';
export { flowRow } from './flow-row.ts';
export { isEmptyPlan, planSetup } from './plan-setup.ts';
export { snapshotOfOpenApi, snapshotText } from './snapshot-text.ts';
export type { Difference, PresentSchema, SetupPlan, WantedSchema } from './types.ts';
export { wantedSchema } from './wanted-schema.ts';
export type { SetupNames } from './wanted-schema.ts';
