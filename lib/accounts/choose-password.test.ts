import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { faultOfBreachList, isInBreachList } from '#lib/accounts/breach-list';
import { changePassword } from '#lib/accounts/change-password';
import { checkChosenPassword } from '#lib/accounts/choose-password';
import { latestCode, viewerOf } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { startSignUp } from '#lib/accounts/sign-up';
import { siteWords } from '#lib/accounts/site-words';
import { log } from '#lib/observability/log';
import { inRequest } from '#lib/request/context';
import { reportError } from '#lib/server/report';
import {
  addUser,
  changeSettings,
  contextOf,
  emptyTables,
  from,
  makeFolder,
  PASSWORD,
} from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const EMAIL = 'tq@letterbox.test';
const NAME = 'Thorb Quistgaard';
const LEAKED = 'correct walnut leaked in 2031';
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

let networks = 0;
const anywhere = <Value>(work: () => Value) =>
  from(`10.2.${networks >> 8}.${networks++ & 255}`, work);

/** Every way in which an account gets a password. What is asked is answered with a reason, or null. */
const DOORS: [door: string, choose: (password: string) => Promise<unknown>][] = [
  ['sign-up', (password) => startSignUp({ name: NAME, email: EMAIL, password })],
  [
    'reset',
    async (password) => {
      await addUser(EMAIL, { name: NAME });
      const begun = await startReset(EMAIL);
      if (!begun.ok) throw new Error(begun.reason);
      const typed = { code: await latestCode(), password, browser: null };
      return resetPassword({ ...begun.value, email: EMAIL }, typed);
    },
  ],
  [
    'change',
    async (password) => {
      const viewer = await viewerOf(await addUser(EMAIL, { name: NAME }));
      return changePassword(viewer, {
        current: PASSWORD,
        password,
        endOthers: true,
        browser: null,
      });
    },
  ],
];

const RULES: [rule: string, password: string, says: RegExp][] = [
  ['at least 15 characters', 'walnut harbour', /at least 15/],
  ['at most 128 characters', `${PASSWORD} `.repeat(6), /at most 128/],
  ['no leaked one', 'q1w2e3r4t5y6u7i8', /lists of leaked/],
  ['no leaked one, in capitals', 'MOMSANALADVENTURE', /lists of leaked/],
  ['none of the operator’s list of hashes', LEAKED, /lists of leaked/],
  ['not one’s name', 'thorbquistgaard1', /your own name/],
  ['not one’s name, backwards', 'quistgaard-thorb-77', /your own name/],
  ['not one’s address', 'tq@letterbox.test!!', /your own name/],
  ['not the product', 'gatehousegatehouse1', /knows this site/],
  ['not the operator’s word', 'zorblaxzorblax1', /knows this site/],
  ['not the operator’s two words', 'acmecorporationacme', /knows this site/],
  ['not the host', 'portal-kiosk-portal', /knows this site/],
  ['not the sender', 'Wöbblerwobbler 12', /knows this site/],
  ['not the sender’s domain', 'mailhub.mailhub.test', /knows this site/],
  ['nothing easy to guess', 'aaaaaaaaaaaaaaaaaa', /./],
];

beforeEach(emptyTables);

function operate() {
  const file = join(makeFolder(), 'leaked.txt');
  const others = Array.from({ length: 500 }, (_, nth) => `${sha1(`other ${nth}`)}:${nth}`);
  writeFileSync(file, [...others, `${sha1(LEAKED)}:3`].sort().join('\r\n'));
  changeSettings({
    PASSWORD_WORDS: 'zorblax, Acme Corporation',
    APP_URL: 'http://portal.kiosk.localhost:3000',
    MAIL_FROM: '"Wobbler" <no-reply@mailhub.test>',
    BREACH_LIST: file,
  });
  return file;
}

test.each(DOORS)(
  'every rule holds at each door where a password is chosen: %s',
  async (_, choose) => {
    operate();
    for (const [rule, password, says] of RULES) {
      await emptyTables();
      const answer = await anywhere(() => choose(password));
      expect([rule, answer]).toEqual([
        rule,
        { ok: false, reason: 'weak_password', because: expect.stringMatching(says) },
      ]);
    }
    await emptyTables();
    expect(await anywhere(() => choose('eleven quiet lanterns drift'))).toMatchObject({ ok: true });
  },
);

test('nothing else sets a password: each file that hashes one has checked it, or got it as the right one', () => {
  const files = ['lib', 'app', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const hashing = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test(-support)?\.ts$/.test(file))
    .filter((file) => /\bhashPassword\(/.test(readFileSync(file, 'utf8')));
  expect(hashing.length).toBeGreaterThanOrEqual(5);
  const unchecked = hashing.filter(
    (file) => !/\bcheckChosenPassword\(/.test(readFileSync(file, 'utf8')),
  );
  expect(unchecked).toEqual(['lib/accounts/verify-password.ts']);
});

test('a password made of the name costs no code at a reset, however often', async () => {
  await addUser(EMAIL, { name: NAME });
  const begun = await anywhere(() => startReset(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const code = await latestCode();
  const reset = (typed: { code: string; password: string }) =>
    anywhere(() => resetPassword({ ...begun.value, email: EMAIL }, { ...typed, browser: null }));
  for (let i = 0; i < 8; i++)
    expect(await reset({ code, password: 'thorbquistgaard1' })).toMatchObject({
      reason: 'weak_password',
    });
  // Without the code nobody learns the name by what is refused.
  expect(await reset({ code: '000000', password: 'thorbquistgaard1' })).toMatchObject({
    reason: 'wrong_code',
  });
  expect(await reset({ code, password: 'eleven quiet lanterns drift' })).toMatchObject({
    ok: true,
  });
});

test.each([
  [{}, ['Gatehouse', 'localhost']],
  [{ APP_URL: 'http://127.0.0.1:3000' }, ['Gatehouse']],
  [{ APP_URL: 'http://[::1]:3000' }, ['Gatehouse']],
  [{ PASSWORD_WORDS: ' one , two words,,' }, ['Gatehouse', 'one', 'two words', 'localhost']],
])('with %j the words of the site are %j', (settings, words) => {
  changeSettings(settings);
  expect([...new Set(siteWords())]).toEqual(words);
});

test('a host of another script counts as it is read, too', () => {
  changeSettings({ APP_URL: 'http://bücherei.localhost' });
  expect(siteWords()).toEqual(expect.arrayContaining(['bücherei', 'xn--bcherei-n2a']));
});

test('a list of hashes knows each password that is in it, and no other, however large it is', async () => {
  const file = join(makeFolder(), 'leaked.txt');
  const words = Array.from({ length: 600 }, (_, nth) => `leaked ${nth}`);
  const cut = (hash: string, nth: number) =>
    nth % 3 ? `${hash}:${nth * 1000}` : hash.slice(0, 20);
  writeFileSync(file, `${words.map(sha1).sort().map(cut).join('\n')}\n`);
  for (const word of words) expect([word, await isInBreachList(file, word)]).toEqual([word, true]);
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect(await isInBreachList(file, text)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['an empty file', ''],
  ['prefixes that are too short', sha1(LEAKED).slice(0, 8)],
  ['one line that has no end', 'A'.repeat(100_000)],
  ['no hashes', 'walnut\nharbour\n'],
])('a list that is %s knows nothing', async (_, text) => {
  const file = join(makeFolder(), 'leaked.txt');
  writeFileSync(file, text);
  expect(await isInBreachList(file, LEAKED)).toBe(false);
});

test('a list that is gone while the server runs lets no password through: 503, told once a minute, no alarm each time', async () => {
  const file = operate();
  const judge = () => checkChosenPassword('eleven quiet lanterns drift', { email: EMAIL });
  expect(await judge()).toHaveProperty('sentence');
  renameSync(file, `${file}.away`);
  const told = vi.spyOn(log(), 'error').mockImplementation(() => {});
  onTestFinished(() => told.mockRestore());
  for (let nth = 0; nth < 3; nth++) {
    const context = contextOf('10.2.0.1');
    await inRequest(context, async () => {
      const failure = await judge().catch((error: unknown) => error);
      expect(failure).toMatchObject({ message: expect.stringContaining('ENOENT') });
      reportError(failure);
    });
    expect(context.answer).toMatchObject({ unavailable: true, retryAfter: 60 });
  }
  expect(told.mock.calls.map(([, says]) => says)).toEqual([
    'no password can be chosen; requests get 503',
  ]);
  renameSync(`${file}.away`, file);
  expect(await judge()).toHaveProperty('sentence');
});

const written = (lines: string[]) => lines.map((line) => `${line}\n`).join('');
const bySeen = (a: string, b: string) => Number(a.slice(41)) - Number(b.slice(41));

test.each<[list: string, count: number, write: (sorted: string[]) => string, fault: string | null]>(
  [
    ['is in order', 400, written, null],
    ['is in order and small', 3, written, null],
    ['has no line break at its end', 3, (lines) => written(lines).trimEnd(), null],
    ['has line breaks of Windows', 400, (lines) => lines.join('\r\n'), null],
    ['is in small letters', 400, (lines) => written(lines).toLowerCase(), null],
    ['is in order the other way', 400, (lines) => written(lines.reverse()), 'not_sorted'],
    ['is two lists in a row', 4000, (lines) => written(lines).repeat(2), 'not_sorted'],
    ['is in order of how often', 400, (lines) => written(lines.sort(bySeen)), 'not_sorted'],
    [
      'holds passwords',
      400,
      (lines) => written(lines.map((_, nth) => `walnut ${nth}`)),
      'no_hashes',
    ],
    [
      'holds longer hashes',
      9,
      (lines) => written(lines.map((one) => `${one.slice(0, 40)}00`)),
      'no_hashes',
    ],
    [
      'holds too short prefixes',
      400,
      (lines) => written(lines.map((one) => one.slice(0, 5))),
      'no_hashes',
    ],
    ['is one line without an end', 9, (lines) => lines.join(''), 'no_hashes'],
    ['is empty', 0, written, 'empty'],
  ],
)('the doctor sees of a list that it %s', async (_, count, write, fault) => {
  const file = join(makeFolder(), 'leaked.txt');
  const lines = Array.from({ length: count }, (_, nth) => `${sha1(`leaked ${nth}`)}:${nth}`);
  writeFileSync(file, write(lines.sort()));
  expect(await faultOfBreachList(file)).toBe(fault);
});
