/** How far a long run is, on standard error: on a terminal one line that is written over, else a line now and then. */

/** Milliseconds between two lines where there is no terminal. */
const QUIET = 20_000;

/** To the beginning of the line, and nothing in it. */
const CLEAR = "\r\x1b[K";

/**
 * Counts jobs by their expected costs, of which only the proportions matter. What it returns is told the cost of each
 * job that is done and what it belonged to.
 */
export function progress(costs: readonly number[]): (cost: number, title: string) => void {
  const total = costs.reduce((a, b) => a + b, 0);
  const started = performance.now();
  let done = 0;
  let jobs = 0;
  let last = started;
  return (cost, title) => {
    done += cost;
    jobs++;
    const now = performance.now();
    const isLast = jobs === costs.length;
    const { isTTY } = process.stderr;
    if (!isTTY && !isLast && now - last < QUIET) return;
    last = now;
    const left = ((now - started) / done) * (total - done);
    const text = `${title}: ${jobs} of ${costs.length} seeds, ${((100 * done) / total).toFixed(0)} %, ${duration(left)} left`;
    process.stderr.write(isTTY ? `${CLEAR}${text}${isLast ? "\n" : ""}` : `${text}\n`);
  };
}

/** Makes room for other output: on a terminal the line of progress goes, until the next one. */
export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(CLEAR);
}

/** Minutes and seconds of a time in milliseconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
