/** Reads what ffmpeg writes with `-progress` and reports the part that is done, from 0 to 1. */
export function progressReader(totalSeconds: number, onProgress: (done: number) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      // Before the first frame it is "N/A", and with B-frames it starts below 0.
      const microseconds = Number(/^out_time_us=(-?\d+)/.exec(line)?.[1] ?? Number.NaN);
      if (microseconds >= 0) onProgress(Math.min(1, microseconds / 1e6 / totalSeconds));
    }
  };
}
