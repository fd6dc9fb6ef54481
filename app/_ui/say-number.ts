import { say } from '#texts/say';

/** "1,284", as the reader's language writes it. */
export const sayNumber = (count: number): string =>
  new Intl.NumberFormat(say('common.locale')).format(count);

/** "46 %": of something. */
export const sayShare = (part: number, whole: number): string =>
  new Intl.NumberFormat(say('common.locale'), { style: 'percent' }).format(part / whole);
