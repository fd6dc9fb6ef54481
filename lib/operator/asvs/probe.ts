import type { Installation } from '#lib/operator/asvs/site';

/** What a probe saw. `unseen`: it could not look, and says why. */
export type Seen = { is: 'passed' | 'failed' | 'unseen'; says: string };

/** One look at the installation as it runs and as it is set: what it looks at, and the looking. */
export type Probe = { about: string; look: (site: Installation) => Promise<Seen> };

export const passed = (says: string): Seen => ({ is: 'passed', says });
export const failed = (says: string): Seen => ({ is: 'failed', says });
export const unseen = (says: string): Seen => ({ is: 'unseen', says });

/** Passed when nothing is wrong, else each fault. */
export const verdictOf = (faults: string[], says: string): Seen =>
  faults.length === 0 ? passed(says) : failed(faults.join(' '));
