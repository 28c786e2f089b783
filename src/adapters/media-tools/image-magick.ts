import type { Tools } from './find-tools.ts';
import type { MediaLimits } from './limits.ts';
import { runTool, type ToolEnd } from './run-tool.ts';

/** Beyond these an image is worked on on the disk, and beyond the disk refused. */
const MEMORY = ['-limit', 'memory', '512MiB', '-limit', 'map', '1GiB', '-limit', 'disk', '4GiB'];
const SIDES = ['-limit', 'width', '32KP', '-limit', 'height', '32KP'];

export interface ImageMagick {
  convert(args: readonly string[]): Promise<ToolEnd>;
  identify(args: readonly string[]): Promise<ToolEnd>;
}

/**
 * ImageMagick in one folder. Every file in `args` carries its format (`png:input`), so that none is guessed from a name or
 * from bytes.
 */
export function imageMagick(
  tools: Tools,
  { timeoutMs }: MediaLimits,
  folder: string,
  signal: AbortSignal | undefined,
): ImageMagick {
  const limits = [...MEMORY, ...SIDES, '-limit', 'time', String(Math.ceil(timeoutMs / 1000))];
  const run = (command: Tools['convert'], args: readonly string[]) =>
    runTool({ command, args: [...limits, ...args], folder, timeoutMs, signal }, tools);
  return {
    convert: (args) => run(tools.convert, args),
    identify: (args) => run(tools.identify, args),
  };
}
