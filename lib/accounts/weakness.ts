import 'server-only';
import { normalizePassword } from '#lib/accounts/rules';
import { kept } from '#lib/kept';

/** What a guesser would make of a password: a reason to refuse it, or a sentence about its strength. */
export type Strength = { refusal: string } | { sentence: string };

// Longer pieces, and more ways to read 4 as a, cost a guesser's tool up to half a second of everybody's time.
const JUDGED_CODE_POINTS = 24;
const SUBSTITUTIONS = 5;
const LEAKED =
  'This password is in lists of leaked passwords. Pick one you have not used elsewhere.';

// Megabytes, which the server keeps in a thread of their own: see lib/accounts/judge-aside.
export const dictionaries = () => kept('weakness', readDictionaries);

async function readDictionaries() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return {
    judge: new ZxcvbnFactory({
      dictionary: { ...common.dictionary, ...english.dictionary },
      graphs: common.adjacencyGraphs,
      translations: english.translations,
      l33tMaxSubstitutions: SUBSTITUTIONS,
    }),
    leaked: new Set(common.dictionary['passwords-common'].map(String)),
  };
}

/**
 * Judges a new password by what guessers do, never by which kinds of character it has: refused when it is
 * in the list of leaked passwords, made of what we know about the person, or guessed within a million
 * tries. `about` is the person's own words (name, address, product). A long one is judged by its first 24
 * characters and, if those are weak, by its last 24: one strong piece is enough.
 */
export async function judgePassword(typed: string, about: string[]): Promise<Strength> {
  const password = normalizePassword(typed);
  const { judge, leaked } = await dictionaries();
  if (leaked.has(password.toLowerCase())) return { refusal: LEAKED };
  const words = ['gatehouse', ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])];
  if (isMadeOf(password, words)) {
    return {
      refusal:
        'This password is made of your own name or address. Add words that have nothing to do with you.',
    };
  }
  const characters = [...password];
  const pieces = [characters.slice(0, JUDGED_CODE_POINTS), characters.slice(-JUDGED_CODE_POINTS)];
  let { score, feedback } = await judge.check((pieces[0] ?? []).join(''), words);
  if (score <= 1 && characters.length > JUDGED_CODE_POINTS) {
    ({ score, feedback } = await judge.check((pieces[1] ?? []).join(''), words));
  }
  if (score <= 1) {
    const reason = feedback.warning ?? 'This password is easy to guess.';
    return { refusal: [reason, ...feedback.suggestions].join(' ') };
  }
  return { sentence: SENTENCES[score] ?? SENTENCES[2] };
}

const SENTENCES = {
  2: 'Your password is fair. One or two more random words would make it strong.',
  3: 'Your password is good. Nobody will find it in a list.',
  4: 'Your password is strong.',
} as Record<number, string> & { 2: string };

/** Whether hardly anything is left of a password when the person's own words are taken out. */
function isMadeOf(password: string, words: string[]): boolean {
  let rest = password.toLowerCase();
  for (const word of words.map((one) => one.toLowerCase()).sort((a, b) => b.length - a.length)) {
    if (word.length >= 3) rest = rest.replaceAll(word, '');
  }
  return rest.length < password.length && [...rest.replace(/[^\p{L}]/gu, '')].length < 4;
}
