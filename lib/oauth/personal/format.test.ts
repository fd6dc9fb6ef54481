import { v4 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { isWellFormed, looksPersonal, TOKEN_PREFIX, tokenOf } from '#lib/oauth/personal/format';
import { changeSettings } from '#lib/testing/database.test-support';

const FORM = '0b5e2a52-9a0c-4f6e-8a1d-2f0a5c1b7d11';

test('a token has the prefix, 33 signs of 62 and a sum of six; nothing in it breaks at a double click', () => {
  for (let nth = 0; nth < 200; nth++) {
    const token = tokenOf('ada', uuid());
    expect(token).toMatch(/^gatehouse_pat_[0-9A-Za-z]{39}$/);
    expect([looksPersonal(token), isWellFormed(token)]).toEqual([true, true]);
  }
});

test('the form, the person and the secret of the server make it: each other one makes another', () => {
  const token = tokenOf('ada', FORM);
  expect(tokenOf('ada', FORM)).toBe(token);
  expect(tokenOf('bob', FORM)).not.toBe(token);
  expect(tokenOf('ada', uuid())).not.toBe(token);
  changeSettings({ SESSION_SECRET: 'another-secret-0123456789-abcdefghij-KLMN' });
  expect(tokenOf('ada', FORM)).not.toBe(token);
});

const good = tokenOf('ada', FORM);
const swapped = (at: number) =>
  good.slice(0, at) + (good[at] === 'x' ? 'y' : 'x') + good.slice(at + 1);

test.each([
  ['nothing', ''],
  ['the prefix alone', TOKEN_PREFIX],
  ['another prefix', good.replace('gatehouse', 'gatehause')],
  ['one sign of the secret changed', swapped(20)],
  ['one sign of the sum changed', swapped(good.length - 1)],
  ['one sign too few', good.slice(0, -1)],
  ['one sign too many', `${good}0`],
  ['a blank behind it', `${good} `],
  ['a line behind it', `${good}\n`],
  ['a sign that is none of the 62', `${good.slice(0, 20)}-${good.slice(21)}`],
  ['a letter of another script', `${good.slice(0, 20)}\u0430${good.slice(21)}`],
  ['guesses with a right shape', `${TOKEN_PREFIX}${'0'.repeat(39)}`],
])('%s is none', (_, text) => {
  expect(isWellFormed(text)).toBe(false);
});
