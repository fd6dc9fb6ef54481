import { expect, test } from 'vitest';
import {
  passwordBurst,
  passwordByAccount,
  passwordByNetwork,
  signUpByNetwork,
} from '#lib/accounts/limits';
import {
  codeByNetwork,
  mailByNetwork,
  mailByRecipient,
  mailByRecipientDaily,
} from '#lib/codes/limits';
import { countUse, type LimitRule, type Tally } from '#lib/limits/count';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

/** Somebody who keeps trying: says how long they must wait, or null when they may go on. */
function trier(rule: LimitRule) {
  let tally: Tally | null = null;
  return (now: number): number | null => {
    const outcome = countUse(rule, tally, now);
    if ('waitMs' in outcome) return outcome.waitMs;
    tally = outcome.next;
    return null;
  };
}

const WINDOWS: [LimitRule, max: number, windowMs: number][] = [
  [passwordByNetwork, 30, 10 * MINUTE],
  [passwordBurst, 10, 10 * SECOND],
  [signUpByNetwork, 10, HOUR],
  [mailByRecipientDaily, 10, DAY],
  [mailByNetwork, 20, HOUR],
  [codeByNetwork, 30, 5 * MINUTE],
];

test.each(WINDOWS)(
  '$name: so many in a window, and one more only when it is over',
  (rule, max, windowMs) => {
    const use = trier(rule);
    for (let i = 0; i < max; i++) expect(use(START + i)).toBeNull();
    expect(use(START + max)).toBe(windowMs - max);
    expect(use(START + windowMs - 1)).toBe(1);
    expect(use(START + windowMs)).toBeNull();
  },
);

test.each(WINDOWS)('$name: a new window is a whole one', (rule, max, windowMs) => {
  const use = trier(rule);
  for (let i = 0; i < max; i++) use(START);
  for (let i = 0; i < max; i++) expect(use(START + windowMs)).toBeNull();
  expect(use(START + windowMs)).toBe(windowMs);
});

test('a refused use is not counted: waiting is enough, however often one asks meanwhile', () => {
  const use = trier(signUpByNetwork);
  for (let i = 0; i < 10; i++) use(START);
  for (let i = 0; i < 500; i++) use(START + i);
  expect(use(START + HOUR)).toBeNull();
});

test('an account takes ten wrong passwords, then makes people wait', () => {
  const use = trier(passwordByAccount);
  for (let i = 0; i < 9; i++) expect(use(START)).toBeNull();
  expect(use(START)).toBeNull();
  expect(use(START)).toBe(30 * SECOND);
});

test('each further try doubles the wait: 30 s, 1, 2, 4, 8 and then always 15 minutes', () => {
  const use = trier(passwordByAccount);
  for (let i = 0; i < 10; i++) use(START);
  let now = START;
  for (const wait of [0.5, 1, 2, 4, 8, 15, 15, 15].map((minutes) => minutes * MINUTE)) {
    expect(use(now)).toBe(wait);
    expect(use(now + wait - 1)).toBe(1);
    now += wait;
    expect(use(now)).toBeNull();
  }
});

test('nine wrong passwords are forgotten with their window, ten are not', () => {
  const careful = trier(passwordByAccount);
  for (let i = 0; i < 9; i++) careful(START);
  for (let i = 0; i < 10; i++) expect(careful(START + 15 * MINUTE)).toBeNull();

  const eager = trier(passwordByAccount);
  for (let i = 0; i < 10; i++) eager(START);
  expect(eager(START + 15 * MINUTE)).toBeNull();
  expect(eager(START + 15 * MINUTE)).toBe(MINUTE);
});

test('nine wrong passwords a window are no way around: the hundredth leaves one try a day', () => {
  const use = trier(passwordByAccount);
  let now = START;
  for (let i = 0; i < 100; i++) {
    if (i > 0 && i % 9 === 0) now += 15 * MINUTE;
    expect(use(now)).toBeNull();
  }
  expect(use(now)).toBe(DAY);
  expect(use(now + DAY - 1)).toBe(1);
  expect(use(now + DAY)).toBeNull();
  expect(use(now + DAY)).toBe(DAY);
});

test('the ninety-ninth is not yet the hundredth', () => {
  const use = trier(passwordByAccount);
  let now = START;
  for (let i = 0; i < 99; i++) {
    if (i > 0 && i % 9 === 0) now += 15 * MINUTE;
    use(now);
  }
  expect(use(now)).toBeNull();
  expect(use(now)).toBe(DAY);
});

test('mails to one address keep a minute apart, and are three an hour', () => {
  const use = trier(mailByRecipient);
  expect(use(START)).toBeNull();
  expect(use(START + 1)).toBe(MINUTE - 1);
  expect(use(START + MINUTE - 1)).toBe(1);
  expect(use(START + MINUTE)).toBeNull();
  expect(use(START + 2 * MINUTE)).toBeNull();
  expect(use(START + 3 * MINUTE)).toBe(57 * MINUTE);
  expect(use(START + HOUR - 1)).toBe(1);
  expect(use(START + HOUR)).toBeNull();
});

test('the third mail in the last second of the hour still keeps its minute', () => {
  const use = trier(mailByRecipient);
  for (const at of [0, 30 * MINUTE, HOUR - 1]) expect(use(START + at)).toBeNull();
  expect(use(START + HOUR)).toBe(MINUTE - 1);
});

test('counting changes nothing but its answer', () => {
  const tally: Tally = { used: 3, streak: 3, windowEndsAt: START + MINUTE, blockedUntil: 0 };
  const before = { ...tally };
  countUse(passwordByAccount, tally, START);
  expect(tally).toEqual(before);
});
