import type { JsonObject } from '../json.ts';

/** A flow file as it was found. */
export interface FlowFile {
  /** Absolute. */
  path: string;
  text: string;
  /** The slug in the document, else the file's name without its ending. */
  slug: string;
  /** `undefined` when the text is not a JSON object. */
  document: JsonObject | undefined;
  /** Why the document cannot be used: no JSON, no slug, git's markers of a conflict, another file with the slug. One sentence. */
  problem?: string;
}

/** The flow files of a project. Methods reject with a `UsageError` that names the file. */
export interface FlowFilesPort {
  /** Absolute. */
  readonly directory: string;
  /** All files, sorted by slug. A folder that does not exist holds none. Rejects with `FLOW_FOLDER_UNREADABLE`. */
  read(): Promise<FlowFile[]>;
  /**
   * Writes a file whole or not at all, on condition that it still has the text `expected` (`undefined`: that it is not there).
   * `false`: somebody changed it meanwhile, nothing was written. Makes the folder. Rejects with `FLOW_FILE_UNWRITABLE`.
   */
  write(path: string, text: string, expected: string | undefined): Promise<boolean>;
  /** Deletes a file, on the same condition. */
  delete(path: string, expected: string): Promise<boolean>;
}

/** What a flow was when both sides were in step last. */
export interface SyncBase {
  slug: string;
  /** The whole document, as the file and the row had it, without the keys for editors. */
  document: JsonObject;
  /** The row was pushed inactive; the document says what the file says. */
  isHeldInactive: boolean;
}

/** The bases of one target: one file per flow, kept in git. Methods reject with a `UsageError` that names the file. */
export interface SyncBasesPort {
  /**
   * All bases by slug. A base that cannot be used is told by `problems`, by slug: edited by hand, cut off, made for another server.
   * They are read before the files and the rows: whoever writes those writes the base last, and a base that is newer than its
   * file makes the change of somebody else look undone.
   */
  read(): Promise<{ bases: Map<string, SyncBase>; problems: Map<string, string> }>;
  /** Whole or not at all; writes nothing when the base is there already. */
  write(base: SyncBase): Promise<void>;
  delete(slug: string): Promise<void>;
}
