import { makeFolder } from '../adapters/make-folder.ts';
import { GenieError } from '../errors.ts';

/** Makes the state folder. Throws `STATE_UNWRITABLE`. */
export function makeStateFolder(directory: string): void {
  try {
    makeFolder(directory);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file stands in its place' : message;
    throw new GenieError('STATE_UNWRITABLE', `The state folder cannot be made: ${reason}`, {
      detail: `${directory}\nMake room for it, or choose another folder with --state-dir DIR.`,
      isRetryable: false,
      cause,
    });
  }
}
