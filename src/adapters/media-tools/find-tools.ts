import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { toolMissing } from './failures.ts';

export interface Tools {
  ffmpeg: string;
  ffprobe: string;
  /** ImageMagick 7 has one program, version 6 one for each task. */
  convert: readonly [string, ...string[]];
  identify: readonly [string, ...string[]];
  /** Ends a tool together with this process, also where that is killed. Linux only. */
  setpriv: string | undefined;
  searchPath: string;
}

/** Finds the tools in a list of folders such as `PATH`. Rejects with `MEDIA_TOOL_MISSING`, which says how to install them. */
export async function findTools(searchPath = process.env['PATH'] ?? ''): Promise<Tools> {
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder));
  const find = async (name: string) => {
    for (const folder of folders) if (await isProgram(join(folder, name))) return join(folder, name);
    return undefined;
  };
  const [ffmpeg, ffprobe, magick, convert, identify, setpriv] = await Promise.all(
    ['ffmpeg', 'ffprobe', 'magick', 'convert', 'identify', 'setpriv'].map(find),
  );
  if (ffmpeg === undefined || ffprobe === undefined) throw toolMissing('ffmpeg');
  const imageMagick = magick === undefined ? separatePrograms(convert, identify) : oneProgram(magick);
  return { ffmpeg, ffprobe, ...imageMagick, setpriv, searchPath: folders.join(delimiter) };
}

function oneProgram(magick: string): Pick<Tools, 'convert' | 'identify'> {
  return { convert: [magick], identify: [magick, 'identify'] };
}

function separatePrograms(
  convert: string | undefined,
  identify: string | undefined,
): Pick<Tools, 'convert' | 'identify'> {
  if (convert === undefined || identify === undefined) throw toolMissing('ImageMagick');
  return { convert: [convert], identify: [identify] };
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
