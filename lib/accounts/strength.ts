import 'server-only';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isInBreachList } from '#lib/accounts/breach-list';
import { normalizePassword } from '#lib/accounts/fields';
import { singleton } from '#lib/singleton';

/** What a guesser would make of a password, in codes: why it is refused and what would help, or how strong it is. */
export type Strength = { refused: StrengthCode[] } | { strength: StrengthCode };
/** One sentence, or one of the library that judges: a warning or a suggestion. */
export type StrengthCode = `${StrengthTexts}.${string}`;
export type StrengthTexts = 'strength' | 'strengthWarnings' | 'strengthAdvice';

// Longer pieces, and more ways to read 4 as a, cost a guesser's tool up to half a second of everybody's time.
const MEASURED_CODE_POINTS = 24;
const SUBSTITUTIONS = 5;
// Leaked passwords of 15 to 64 characters; its head, up to the first empty line, says from where.
const LONG_LEAKED = resolve('lib/accounts/leaked.txt');

// Megabytes, which the server keeps in a thread of their own: see lib/accounts/strength-worker.
export const dictionaries = () => singleton('weakness', readDictionaries);

async function readDictionaries() {
  const [{ ZxcvbnFactory }, common, english, list] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
    readFile(LONG_LEAKED, 'utf8'),
  ]);
  const long = list
    .trimEnd()
    .slice(list.indexOf('\n\n') + 2)
    .split('\n');
  return {
    judge: new ZxcvbnFactory({
      dictionary: { ...common.dictionary, ...english.dictionary, long },
      graphs: common.adjacencyGraphs,
      translations: {
        ...english.translations,
        warnings: codesOf('strengthWarnings', english.translations.warnings),
        suggestions: codesOf('strengthAdvice', english.translations.suggestions),
      },
      l33tMaxSubstitutions: SUBSTITUTIONS,
    }),
    leaked: new Set([...common.dictionary['passwords-common'].map(String), ...long]),
  };
}

/** What besides the password itself is known: words of the site, and a file of leaked hashes if there is one. */
export type KnownWords = { site?: string[]; breachList?: string | undefined };

/**
 * Judges a new password by what guessers do, never by which kinds of character it has: refused when it is
 * in a list of leaked passwords, made of what is known about the person or the site, or guessed within a
 * million tries. `about` is the person's own words (name, address). A long one is judged by its first 24
 * characters and, if those are weak, by its last 24: one strong piece is enough.
 */
export async function measureStrength(
  typed: string,
  about: string[],
  { site = [], breachList }: KnownWords = {},
): Promise<Strength> {
  const password = normalizePassword(typed);
  const { judge, leaked } = await dictionaries();
  const isLeaked =
    leaked.has(password.toLowerCase()) ||
    (breachList && (await isInBreachList(breachList, password)));
  if (isLeaked) return { refused: ['strength.leaked'] };
  const own = about.flatMap(wordsIn);
  const words = [...own, ...site.flatMap(wordsIn)];
  if (isMadeOf(password, own)) return { refused: ['strength.own'] };
  if (isMadeOf(password, words)) return { refused: ['strength.site'] };
  return strengthOf(judge, password, words);
}

async function strengthOf(
  judge: Awaited<ReturnType<typeof readDictionaries>>['judge'],
  password: string,
  words: string[],
): Promise<Strength> {
  const characters = [...password];
  const pieces = [
    characters.slice(0, MEASURED_CODE_POINTS),
    characters.slice(-MEASURED_CODE_POINTS),
  ];
  let { score, feedback } = await judge.check((pieces[0] ?? []).join(''), words);
  if (score <= 1 && characters.length > MEASURED_CODE_POINTS) {
    ({ score, feedback } = await judge.check((pieces[1] ?? []).join(''), words));
  }
  if (score <= 1) {
    const { warning, suggestions } = feedback;
    return { refused: [warning ?? 'strength.easy', ...suggestions] as StrengthCode[] };
  }
  return { strength: STRENGTHS[score] ?? STRENGTHS[2] };
}

const STRENGTHS = {
  2: 'strength.fair',
  3: 'strength.good',
  4: 'strength.strong',
} as Record<number, StrengthCode> & { 2: StrengthCode };

/** The names of the library's sentences, in their place. */
const codesOf = <Sentences extends object>(
  feature: StrengthTexts,
  sentences: Sentences,
): Sentences =>
  Object.fromEntries(
    Object.keys(sentences).map((name) => [name, `${feature}.${name}`]),
  ) as Sentences;

/** A text, each word of it, and all of them written together. */
function wordsIn(text: string): string[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  return [text, ...words, words.join('')];
}

/** Without the differences of case and accents, which a guesser tries first. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether hardly anything is left of a password when words that others know are taken out. */
function isMadeOf(typed: string, words: string[]): boolean {
  const password = plain(typed);
  let rest = password;
  for (const word of words.map(plain).sort((a, b) => b.length - a.length)) {
    if (word.length >= 3) rest = rest.replaceAll(word, '');
  }
  return rest.length < password.length && [...rest.replace(/[^\p{L}]/gu, '')].length < 4;
}
