import type { FlowFilesPort, FlowRowsPort, SyncBasesPort } from '../../ports/index.ts';
import type { FlowPlan } from '../types.ts';

export interface ApplyOptions {
  plans: readonly FlowPlan[];
  rows: FlowRowsPort;
  files: FlowFilesPort;
  bases: SyncBasesPort;
  /** Stops before the next write. What was written is still verified and remembered. */
  signal?: AbortSignal;
  /** Told after each flow whose write was tried: so many of so many. */
  onProgress?: (done: number, total: number) => void;
  /** Rows are written although they do not tell whether they were changed since they were read. */
  isUnguarded?: boolean;
}
