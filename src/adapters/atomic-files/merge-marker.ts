const MARKER = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m;

/** The line, counted from 1, of the first mark that git left of a conflict; `undefined` when there is none. */
export function lineOfMergeMarker(text: string): number | undefined {
  const marker = MARKER.exec(text);
  return marker === null ? undefined : text.slice(0, marker.index).split('\n').length;
}
