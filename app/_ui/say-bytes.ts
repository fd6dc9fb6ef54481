import { say } from '#texts/say';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "71 GB", as the reader's language writes it. */
export function sayBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const how = { style: 'unit', unit: UNITS[power], maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(say('common.locale'), how).format(bytes / 1000 ** power);
}
