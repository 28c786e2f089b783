import { Chalk } from 'chalk';

export type Paint = (text: string) => string;

/** What a piece of text means; how it looks is decided here alone. */
export interface Palette {
  strong: Paint;
  dim: Paint;
  good: Paint;
  bad: Paint;
  warning: Paint;
  accent: Paint;
}

export function createPalette(hasColor: boolean): Palette {
  const chalk = new Chalk({ level: hasColor ? 1 : 0 });
  return {
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    accent: (text) => chalk.cyan(text),
  };
}
