/** Work of the product that goes on beside the requests. */
export type Job = {
  /** As the log calls it. */
  name: string;
  everyMs: number;
  /** On every server, or on one of several that share a database. */
  on: 'each' | 'one';
  /**
   * Does a bounded part of it, and answers how much it did: as long as that is not 0 it is called again at once. It may end
   * halfway, by a restart: what it did counts, what it did not comes later. What it throws is logged.
   */
  work: () => Promise<number>;
};

const SHORTEST_MS = 1_000;

/** What is wrong with these jobs, a sentence for each. */
export const jobFaults = (jobs: readonly Job[]): string[] =>
  jobs.flatMap(({ name, everyMs }, at) => [
    ...(/^[a-z][a-z ]*$/.test(name) ? [] : [`"${name}" is no name of a job: write small letters.`]),
    ...(jobs.findIndex((other) => other.name === name) < at
      ? [`"${name}" stands there twice.`]
      : []),
    ...(everyMs >= SHORTEST_MS ? [] : [`"${name}" comes more often than once a second.`]),
  ]);
