import { oneLine } from '#lib/screen';
import type { Looked } from './against.ts';

/** Lines for a terminal. What a stranger wrote in one of them moves no cursor, makes no line and turns nothing around. */
export const harmless = (lines: string[]) => `${lines.map(oneLine).join('\n')}\n`;

/** What is said of a page of somebody else. */
export function saidOf(address: string, { title, texts, keptBack, suspects }: Looked): string[] {
  const kept = keptBack.length > 0 ? [`Kept back: ${[...new Set(keptBack)].join(', ')}.`] : [];
  return [
    `Looked at "${title}", ${address}: ${texts} texts, nothing typed and nothing sent.`,
    ...kept,
    ...suspects.map((one) => `  ${one}`),
    suspects.length > 0
      ? `${suspects.length} look like leaks. Look at each: what is called a token need not open anything.`
      : 'Nothing looks like a leak. That is no proof: nobody signed in, and what is secret there is not known here.',
  ];
}
