import { readFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { translations } from '@zxcvbn-ts/language-en';
import { expect, test } from 'vitest';
import { NewPassword } from '#lib/accounts/fields';
import { measureStrength } from '#lib/accounts/strength';
import { toldStrength } from '#lib/accounts/strength-worker';
import { changeSettings, PASSWORD } from '#lib/testing/database.test-support';
import { say, textsOf } from '#texts/say';

const ADA = ['Ada Lovelace', 'ada.lovelace@engines.test'];
const refusal = async (password: string, about = ADA) => {
  const told = toldStrength(await measureStrength(password, about));
  return 'refusal' in told ? told.refusal : null;
};

const LEAKED = dictionary['passwords-common'].map(String);

test('every password of the list of leaked ones is refused with the words for it, as it stands and in capitals', async () => {
  expect(LEAKED.length).toBeGreaterThan(49_000);
  const missed: string[] = [];
  for (const leaked of LEAKED)
    for (const typed of [leaked, leaked.toUpperCase()])
      if (!/in lists of leaked passwords/.test((await refusal(typed)) ?? '')) missed.push(typed);
  expect(missed).toEqual([]);
});

test('none of the three thousand most leaked passwords is taken by a sign-up, whatever the least length', async () => {
  const top = LEAKED.slice(0, 3_000);
  for (const least of [15, 8]) {
    changeSettings({ PASSWORD_MIN_LENGTH: String(least) });
    const longEnough = top.filter((typed) => NewPassword.safeParse(typed).success);
    expect(longEnough.length).toBe(top.filter((typed) => [...typed].length >= least).length);
    for (const typed of longEnough) expect(await refusal(typed)).toMatch(/leaked/);
  }
});

test('more than three thousand leaked passwords that are long enough for the default policy are refused', async () => {
  const [, list = ''] = readFileSync('lib/accounts/leaked.txt', 'utf8').split('\n\n');
  const long = list.trimEnd().split('\n');
  expect(new Set(long).size).toBe(long.length);
  const allowed = long.filter((typed) => NewPassword.safeParse(typed).success);
  expect(allowed.length).toBeGreaterThan(12_000);
  expect(allowed.filter((typed) => [...typed].length > 64)).toEqual([]);
  const missed: string[] = [];
  for (const typed of allowed)
    if (!/in lists of leaked passwords/.test((await refusal(typed)) ?? '')) missed.push(typed);
  expect(missed).toEqual([]);
});

/** Characters of each kind of which no eight in a row are easy to guess. */
const OF_A_KIND: [kind: string, text: string][] = [
  ['letters and spaces', 'zq xjk vb wpf mgy hd tlc rn sbq '],
  ['CJK', '東京の静かな夜に猫が歩く道と川辺の桜並木を眺める老人'],
  ['emoji', '🐙🦑🐳🦀🐡🌊🐚⛵🏝🧭🗺🪸🐬🦈🍍🎺🥨🚲'],
];

test.each(OF_A_KIND)(
  'a password of %s is taken from 15 to 128 code points, and from 8 where that is enough',
  async (_, text) => {
    const long = [...text.repeat(20)];
    for (const [least, lengths] of [
      [15, [15, 63, 64, 128]],
      [8, [8, 14, 15, 63, 64, 128]],
    ] as const) {
      changeSettings({ PASSWORD_MIN_LENGTH: String(least) });
      for (const length of [7, 8, 14, 15, 63, 64, 128, 129]) {
        const password = long.slice(0, length).join('');
        const isTaken =
          NewPassword.safeParse(password).success && (await refusal(password)) === null;
        expect([length, isTaken]).toEqual([
          length,
          (lengths as readonly number[]).includes(length),
        ]);
      }
    }
  },
);

test('the list knows a password also in capitals and in other forms of its letters', async () => {
  expect(await refusal('PASSWORD123')).toMatch(/leaked/);
  expect(await refusal('ｐａｓｓｗｏｒｄ')).toMatch(/leaked/);
});

test.each([
  'Ada Lovelace 1815',
  'lovelace-lovelace',
  'ada.lovelace@engines.test',
  'ADA.LOVELACE!!!!',
  'engines.test.ada',
  'adalovelaceadalovelace',
  'Àdá Lôvelace 1815',
])('"%s" is made of what everybody knows about her', async (password) => {
  expect(await refusal(password)).toMatch(/your own name or address/);
});

test.each([
  'aaaaaaaaaaaaaaaa',
  'abcabcabcabcabcabc',
  '123456789012345678',
  'qwertyuiopasdfgh',
  '                ',
  '😀'.repeat(20),
  '漢'.repeat(15),
  '1'.repeat(128),
])('"%s" is easy to guess, and the reason is said', async (password) => {
  expect(await refusal(password)).toMatch(/^[A-Z].{10,}/);
});

test.each([
  PASSWORD,
  'correct horse battery staple',
  'the walnut swims at noon',
  'ada keeps nineteen purple wardrobes',
  'только четыре слова здесь',
  '漢字仮名交じり文は日本語の書き方です',
])('"%s" is taken: words are enough, of any script, in lower case', async (password) => {
  expect(toldStrength(await measureStrength(password, ADA))).toEqual({
    sentence: expect.stringMatching(/^Your password is/),
  });
});

test('no reason asks for a kind of character', async () => {
  for (const password of ['aaaaaaaaaaaaaaaa', 'password1', 'Ada Lovelace 1815'])
    expect(await refusal(password)).not.toMatch(/upper|lower|capital|digit|number|symbol|special/i);
});

test('the password of somebody without a name or address is judged too', async () => {
  expect(await refusal('aaaaaaaaaaaaaaaa', [])).not.toBeNull();
  expect(await refusal(PASSWORD, ['', ''])).toBeNull();
});

test('names of one or two letters do not make every password their own', async () => {
  expect(await refusal('walnut harbour nine kites', ['Al O', 'a@b.test'])).toBeNull();
});

test('words with signs of regular expressions are words', async () => {
  expect(await refusal(PASSWORD, ['(.*)+', '[a-z]{3}', '$&'])).toBeNull();
});

test('a password of the greatest length is judged, and one strong piece of it is enough', async () => {
  expect(await refusal('a'.repeat(128))).not.toBeNull();
  expect(await refusal(`${'a'.repeat(48)}walnut harbour nine kites`)).toBeNull();
  expect(await refusal(`walnut harbour nine kites${'a'.repeat(48)}`)).toBeNull();
});

test.each([
  ['strengthWarnings', translations.warnings],
  ['strengthAdvice', translations.suggestions],
] as const)('whatever the library says (%s) has a sentence', (feature, said) => {
  for (const name of Object.keys(said)) {
    const told = toldStrength({ refused: [`${feature}.${name}`] });
    expect([name, told]).not.toEqual([name, { refusal: say('strength.easy') }]);
  }
  expect(Object.keys(said).sort()).toEqual(Object.keys(textsOf(feature)).sort());
});
