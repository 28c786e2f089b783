/** What a command ends with; printed once, in the form that was asked for. */
export interface Outcome {
  status: number;
  /** The one object of `--json`. */
  json: unknown;
  /** Data for standard output; nothing is printed when it is empty. */
  text: string;
  /** For the person, on standard error; not printed with `--quiet` unless the status is not 0. */
  notes?: string;
}
