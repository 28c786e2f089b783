import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { main } from '../../src/cli/main.ts';
import { install } from '../cli/source-package.ts';
import { root } from './markdown.ts';

export interface Shown {
  status: number;
  /** Both streams as a terminal shows them. */
  output: string;
}

/** A terminal in a folder of its own: `genie-actions` is the source, everything else is a shell's. */
export class PageProject {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'genie-page-')));

  write(path: string, content: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  async run(command: string): Promise<Shown> {
    if (command === 'npx tsc --noEmit') return this.#compile();
    const [name] = command.split(' ');
    if (!['cd', 'npm', 'genie-actions'].includes(name!)) return this.#shell(command);
    const [, ...words] = wordsOf(command);
    if (name === 'cd') {
      this.folder = join(this.folder, words[0]!);
      return { status: 0, output: '' };
    }
    if (name === 'npm' && words[0] === 'install') {
      const [, ...packages] = words.filter((word) => !word.startsWith('-'));
      install(this.folder, packages);
      return { status: 0, output: '' };
    }
    return await this.#genieActions(words);
  }

  #shell(command: string): Shown {
    const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], { cwd: this.folder, encoding: 'utf8' });
    return { status: status ?? -1, output: stdout };
  }

  /** As strict as this repository, whose source is compiled along. */
  #compile(): Shown {
    const compilerOptions = { noEmit: true, typeRoots: [join(root, 'node_modules/@types')] };
    const settings = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['**/*.ts'], exclude: [] };
    this.write('tsconfig.page.json', JSON.stringify(settings));
    return this.#shell(`${join(root, 'node_modules/.bin/tsc')} -p tsconfig.page.json`);
  }

  async #genieActions(argv: string[]): Promise<Shown> {
    const terminal = new PassThrough();
    const shown = text(terminal);
    const status = await main(argv, {
      stdin: Readable.from(['']),
      stdout: terminal,
      stderr: terminal,
      env: {},
      cwd: () => this.folder,
    });
    terminal.end();
    return { status, output: await shown };
  }
}

/** What a shell makes of a line. */
function wordsOf(command: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}
