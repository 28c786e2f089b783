import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { Call, FlowListing, FlowSource, SourcedFlow } from '../ports/index.ts';
import { readFlowText, slugInText } from './flow-file.ts';
import { brokenListing, isFlowFileName, isSlug, sortListings, toFlowListing } from './flow-listing.ts';

/**
 * The flows of a folder: its `.json` files but for the tests in `.test.json`, one flow each. A flow is found by the slug in
 * its document; the file usually has the same name, so that one is looked at first. A folder that does not exist holds no
 * flows.
 *
 * Rejects with `FLOW_DUPLICATE` when two files have the slug that is looked for, `FLOW_FILE_UNREADABLE` when the file
 * named after it cannot be read. In a list both are a `problem` of the flow.
 */
export function flowFolder(directory: string): FlowSource {
  async function find(slug: string, call?: Call): Promise<SourcedFlow | undefined> {
    call?.signal?.throwIfAborted();
    // The slug becomes part of a path.
    if (!isSlug(slug)) return undefined;
    const files = await flowFilesOf(directory);
    const namesake = `${slug}.json`;
    const found: SourcedFlow[] = [];
    let broken: SourcedFlow | undefined;
    for (const name of files.toSorted((a, b) => Number(b === namesake) - Number(a === namesake))) {
      const flow = await readFlow(path.join(directory, name), name === namesake, call);
      if (flow === undefined) continue;
      const slugFound = slugInText(flow.text);
      if (slugFound === slug) found.push(flow);
      // Its own name is all that a broken document tells; whoever runs it is told what is wrong with it.
      else if (slugFound === undefined && name === namesake) broken = flow;
    }
    if (found.length > 1) throw duplicateFlow(slug, found);
    return found[0] ?? broken;
  }

  async function list(call?: Call): Promise<FlowListing[]> {
    call?.signal?.throwIfAborted();
    const files = await flowFilesOf(directory);
    const listings = await Promise.all(files.map((name) => listFile(path.join(directory, name), call)));
    return sortListings(markDuplicates(listings));
  }

  return { kind: 'local', find, list };
}

async function flowFilesOf(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory);
    return entries.filter(isFlowFileName).toSorted();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError('FLOW_FOLDER_UNREADABLE', 'The folder of flows cannot be read', {
      detail: `${directory}: ${reason}`,
      cause,
    });
  }
}

/** A file that is not named after the slug and cannot be read is passed over: another flow's trouble. */
async function readFlow(file: string, isNeeded: boolean, call?: Call): Promise<SourcedFlow | undefined> {
  try {
    return { text: await readFlowText(file, call?.signal), origin: file };
  } catch (error) {
    if (isNeeded || call?.signal?.aborted) throw error;
    return undefined;
  }
}

async function listFile(file: string, call?: Call): Promise<FlowListing> {
  try {
    return toFlowListing({ text: await readFlowText(file, call?.signal), origin: file });
  } catch (error) {
    call?.signal?.throwIfAborted();
    const reason = error instanceof UsageError ? error.detail : undefined;
    return brokenListing(file, `cannot be read${reason === undefined ? '' : `: ${reason}`}`);
  }
}

function markDuplicates(listings: FlowListing[]): FlowListing[] {
  const bySlug = Map.groupBy(listings, (listing) => listing.slug);
  return listings.map((listing) => {
    const others = bySlug.get(listing.slug)!.filter((other) => other !== listing && other.problem === undefined);
    if (others.length === 0 || listing.problem !== undefined) return listing;
    return { ...listing, problem: `has the same slug as ${others.map(({ origin }) => origin).join(', ')}` };
  });
}

function duplicateFlow(slug: string, flows: SourcedFlow[]): UsageError {
  return new UsageError('FLOW_DUPLICATE', `There are ${flows.length} flows with the slug "${slug}"`, {
    detail: `${flows.map(({ origin }) => origin).join(' and ')}: give one of them another slug.`,
    data: { slug, files: flows.map(({ origin }) => origin) },
  });
}
