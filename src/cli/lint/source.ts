/** A document to check. */
export interface LintSource {
  /** As findings show it: relative to the working directory where it is inside. */
  file: string;
  /** The absolute path; `undefined` for what is no file. */
  path: string | undefined;
  /** Named as it is. What was only found in a folder or by a glob is left out when it is no flow. */
  isExplicit: boolean;
  /** Throws what the file system throws. */
  read(): string;
  /** What findings point into, where that is not what is read. */
  readShown?(): string;
}
