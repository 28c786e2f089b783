import { GenieError } from '../../errors.ts';

/** The file is the trouble: another try with it ends in the same way. */
export function fileRefused(code: string, message: string, detail?: string): GenieError {
  return new GenieError(code, message, { isRetryable: false, ...(detail === undefined ? {} : { detail }) });
}

export function mediaBroken(tool: string, output: string): GenieError {
  return fileRefused('MEDIA_BROKEN', 'The file cannot be read as an image or a video', said(tool, output));
}

export function mediaFailed(tool: string, output: string, cause?: unknown): GenieError {
  return new GenieError('MEDIA_FAILED', `${tool} could not do it`, { detail: said(tool, output), cause });
}

export function mediaTooLarge(what: string): GenieError {
  return fileRefused('MEDIA_TOO_LARGE', `The file is too large: ${what}`);
}

export function toolMissing(tool: string): GenieError {
  return new GenieError('MEDIA_TOOL_MISSING', `${tool} is not installed on this machine`, {
    isRetryable: false,
    detail: [
      'Install both tools: apt-get install ffmpeg imagemagick (Debian, Ubuntu), dnf install ffmpeg-free ImageMagick (Fedora),',
      'apk add ffmpeg imagemagick (Alpine), brew install ffmpeg imagemagick (macOS).',
    ].join('\n'),
  });
}

/** The last lines say what went wrong; the ones before are mostly the banner. */
function said(tool: string, output: string): string {
  const lines = output.trim().split('\n').slice(-6).join('\n');
  return lines === '' ? `${tool} said nothing.` : `${tool} said:\n${lines}`;
}
