import { SERVICE_NAMES } from '../../ports/index.ts';
import { stepDirectory } from '../lint/open-linter.ts';
import type { Session } from '../session.ts';

/** What may be typed for an argument or as the value of a flag. */
export interface Choices {
  ofArgument(name: string, command: string): readonly string[];
  ofOption(name: string, command: string): readonly string[];
}

const FIXED: Readonly<Record<string, readonly string[]>> = {
  from: ['local', 'directus'],
  preset: ['recommended', 'strict', 'audit'],
  shell: ['bash', 'zsh', 'fish'],
  emit: ['same', 'text', 'sse', 'json'],
};

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  lint: ['pretty', 'agent', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'stylish'],
  graph: ['mermaid', 'svg', 'dot', 'json'],
};

/** Commands whose arguments, or some of whose flags, are slugs. */
const WITH_SLUGS =
  /^(?:run|show|inspect|graph|docs|eject|test|status|diff|pull|push|history|rollback|runs|prompt|intercept)$/;

/** Reads what the words typed so far ask for, and no more: a shell asks at every press of the key. */
export async function openChoices(session: Session, words: readonly string[]): Promise<Choices> {
  const [first = ''] = words;
  const slugs = WITH_SLUGS.test(first) ? await readSlugs(session) : [];
  const types = first === 'steps' || words.includes('--stub') ? await readStepTypes(session) : [];
  const rules = first === 'explain' ? (await import('../../check/index.ts')).RULES.map(({ name }) => name) : [];
  return {
    ofArgument(name) {
      if (/^(?:flow|slug)s?$/.test(name) || name === 'tests') return slugs;
      if (name === 'type') return types;
      if (name === 'rule') return rules;
      return FIXED[name] ?? [];
    },
    ofOption(name, command) {
      if (name === 'slug') return slugs;
      if (name === 'stub') return [...SERVICE_NAMES, ...types];
      if (name === 'format') return FORMATS[command] ?? [];
      return FIXED[name] ?? [];
    },
  };
}

/** Of the folder: a server would keep the shell waiting. */
async function readSlugs(session: Session): Promise<readonly string[]> {
  try {
    const [settings, { flowFolder }, { isSlug }] = await Promise.all([
      session.loadSettings(),
      import('../../adapters/flow-folder.ts'),
      import('../../adapters/flow-listing.ts'),
    ]);
    const flows = await flowFolder(settings.flows.directory).list();
    // Bash runs what looks like a command among the words that it chooses from, and flows come from anybody.
    return flows.map(({ slug }) => slug).filter(isSlug);
  } catch {
    // A broken configuration is told by every command but this one.
    return [];
  }
}

async function readStepTypes(session: Session): Promise<readonly string[]> {
  try {
    return (await stepDirectory(await session.loadSettings())).names;
  } catch {
    return [];
  }
}
