import type { ProjectSettings, SettingFlags } from '../config/types.ts';
import type { OutputStream, Streams } from './streams.ts';

/** Flags that every command takes. */
export interface CommonFlags {
  json?: boolean;
  events?: string;
  quiet?: boolean;
  /** `false` after `--no-color`. */
  color: boolean;
  config?: string;
  stateDir?: string;
  yes?: boolean;
}

/** What a command's handler works with. */
export interface Session {
  readonly streams: Streams;
  readonly flags: CommonFlags;
  /** Whether questions can be asked: a person sits at both ends and neither `--json` nor `--yes` was given. */
  readonly isInteractive: boolean;
  hasColor(stream: OutputStream): boolean;
  /** The columns of standard output; without a terminal nothing is cut. */
  readonly width: number;
  /** The project's settings; `flags` are those of the command itself. */
  loadSettings(flags?: Omit<SettingFlags, 'config' | 'stateDir'>): Promise<ProjectSettings>;
  /** Tells the person something while the command is working; silent with `--quiet` and `--json`. */
  note(line: string): void;
}

export function createSession(streams: Streams, flags: CommonFlags): Session {
  const { stdout, stderr, env } = streams;
  return {
    streams,
    flags,
    // Most commands never ask, and even to look at standard input takes a while.
    get isInteractive() {
      return Boolean(stdout.isTTY && stderr.isTTY && streams.stdin.isTTY) && !flags.json && !flags.yes;
    },
    width: stdout.isTTY ? (stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
    hasColor: (stream) => isColorWanted(stream, env, flags.color),
    async loadSettings(more = {}) {
      const { loadConfig } = await import('../config/load-config.ts');
      const { config, stateDir } = flags;
      return loadConfig({
        cwd: streams.cwd(),
        env,
        flags: {
          ...more,
          ...(config === undefined ? {} : { config }),
          ...(stateDir === undefined ? {} : { stateDir }),
        },
      });
    },
    note(line) {
      if (!flags.quiet && !flags.json) stderr.write(`${line}\n`);
    },
  };
}

/** `--no-color`, then `FORCE_COLOR`, then `NO_COLOR`, then what the stream is. */
export function isColorWanted(stream: OutputStream, env: Streams['env'], isAllowed: boolean): boolean {
  if (!isAllowed) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
}
