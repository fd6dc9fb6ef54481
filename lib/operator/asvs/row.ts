import { readFileSync } from 'node:fs';

/** What would make a row apply after all: a package, a text in a folder, a file of a kind. */
export type Unless = { dependency: string } | { text: string; in: string } | { file: string };

/** One requirement of a standard, and how it stands here. */
export type StandardRow = {
  /** The level of the standard from which on it is asked: 1, 2 or 3. */
  L: number;
  /** What is asked, in words of our own. */
  asks: string;
  is: 'met' | 'deviates' | 'asked' | 'not-applicable' | 'open';
  /** Of NIST: SHALL, SHOULD or MAY, and the section. */
  force?: string;
  section?: string;
  /** Tests that show it: the file and the title as it is written there. */
  tests?: [file: string, title: string][];
  /** What doctor looks at, see lib/operator/asvs/probes. */
  probes?: string[];
  /** What only the operator knows, see lib/operator/asvs/questions. */
  questions?: string[];
  /** Somebody has read these files on that day, and says what they saw; the hash tells when they have changed. */
  read?: { files: string[]; on: string; says: string; hash: string };
  /** The document that has the reason, and names the row. */
  why?: string;
  because?: string;
  unless?: Unless;
  fix?: string;
  since?: string;
};

export type Standard = {
  standard: { name: string; version: string; at: string; licence: string; rows: number };
  rows: Record<string, StandardRow>;
};

export const FILE_OF = { asvs: 'docs/asvs.json', nist: 'docs/nist-800-63b.json' };
export type StandardName = keyof typeof FILE_OF;

/** The list of a standard, as it lies in docs. */
export const readStandard = (name: StandardName): Standard =>
  JSON.parse(readFileSync(FILE_OF[name], 'utf8')) as Standard;
