/** How to stop what this test file has started. */
const stops: Array<() => Promise<void>> = [];

/** Has a service end with its test file, even where a test fails before it stops it. `stop` may find it down already. */
export function stopWithTestFile(stop: () => Promise<void>): void {
  stops.push(stop);
}

export async function stopAll(): Promise<void> {
  await Promise.all(stops.splice(0).map((stop) => stop()));
}
