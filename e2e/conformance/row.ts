import type { World } from './world.ts';

/** One module of a plan, or one demand of a standard. */
export type Row = {
  /** As the OpenID Foundation's suite calls its module; in our words where a standard has no suite. */
  name: string;
  /** The standard and its section, where a plan has several. */
  section: string;
  asks: string;
  /** Throws where the server does not do it; with a decision, where it does not do what the decision says. */
  run: (world: World) => Promise<void>;
  /** Where the server deliberately does something else. */
  decision?: { record: string; because: string };
  /** A test elsewhere that runs it, by its file and its name. */
  shownBy?: { file: string; test: string };
  /** Whether it waits for seconds, and is left to `npm run reliability`. */
  isLong?: boolean;
};

export type Plan = {
  title: string;
  /** Where it is written. */
  at: string;
  rows: Row[];
};

type Run = Row['run'];

/** The server does it. */
export const pass = (name: string, section: string, asks: string, run: Run): Row => ({
  name,
  section,
  asks,
  run,
});

/** The same, and it takes seconds. */
export const passSlowly = (name: string, section: string, asks: string, run: Run): Row => ({
  ...pass(name, section, asks, run),
  isLong: true,
});

/** A test elsewhere shows that the server does it. */
export const passElsewhere = (
  name: string,
  section: string,
  asks: string,
  shownBy: { file: string; test: string },
): Row => ({ name, section, asks, shownBy, run: async () => undefined });

/** The server does something else, by a decision; `run` shows what. */
export const decided = (
  name: string,
  section: string,
  asks: string,
  [record, because]: [record: string, because: string],
  run: Run,
): Row => ({ name, section, asks, decision: { record, because }, run });
