import type { StandardName } from '#lib/operator/asvs/row';
import { fail, ok, type Result } from '#lib/result';

export type AsvsWords = {
  standard: StandardName;
  level: number;
  form: 'table' | 'json' | 'oscal';
  answers: string | null;
};

const VALUED = ['--level', '--answers'];
const KNOWN = ['--asvs', '--nist', '--json', '--oscal', ...VALUED];

/** What the words behind `doctor` ask for, or one sentence that says what is wrong with them. */
export function readAsvsWords(words: string[]): Result<AsvsWords, 'wrong'> {
  const given = words.filter((_, at) => !VALUED.includes(words[at - 1] ?? ''));
  const behind = (name: string) => words[words.indexOf(name) + 1] ?? '';
  const [level, answers] = VALUED.map((name) => (given.includes(name) ? behind(name) : null));
  const because = faultOf(given, level ?? null, answers ?? null);
  if (because) return fail('wrong', { because });
  const form = given.includes('--oscal') ? 'oscal' : given.includes('--json') ? 'json' : 'table';
  const standard = given.includes('--nist') ? 'nist' : 'asvs';
  return ok({ standard, level: Number(level ?? 3), form, answers: answers ?? null });
}

function faultOf(given: string[], level: string | null, answers: string | null) {
  const unknown = given.find((word) => !KNOWN.includes(word));
  const twice = given.find((word, at) => given.indexOf(word) !== at);
  const both = (one: string, other: string) => given.includes(one) && given.includes(other);
  const faults = [
    unknown !== undefined && `There is no "${unknown}" beside --asvs.`,
    twice && `${twice} stands there twice.`,
    both('--asvs', '--nist') && 'Say --asvs or --nist, not both.',
    both('--json', '--oscal') && 'Say --json or --oscal, not both.',
    level !== null && !/^[123]$/.test(level) && '--level is 1, 2 or 3.',
    answers !== null && /^(--|$)/.test(answers) && '--answers needs the name of a file.',
  ];
  return faults.find((one) => typeof one === 'string');
}
