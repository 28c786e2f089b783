import type { FlowFilesPort, FlowRowsPort } from '../../ports/index.ts';

/** What a sync writes to. */
export interface Places {
  rows: FlowRowsPort;
  files: FlowFilesPort;
  /** Rows are written although they do not tell whether they were changed since they were read. */
  isUnguarded: boolean;
  /** Slugs of the flows whose file holds the merge of both sides, whatever became of the row. */
  mergedFiles: Set<string>;
}
