import { expect, test } from 'vitest';
import { measureStrength } from '#lib/accounts/strength';
import { checkStrength, startStrengthWorker, toldStrength } from '#lib/accounts/strength-worker';

const PASSWORDS = [
  'password1234567',
  'seven purple otters juggle',
  'Ada Lovelace 1815',
  '東京の静かな夜に猫が歩く',
];
const ABOUT = ['Ada Lovelace', 'ada@example.com'];

test('the thread says of every password what is said here, and says it to the caller who asked', async () => {
  const here = await Promise.all(
    PASSWORDS.map(async (password) => toldStrength(await measureStrength(password, ABOUT))),
  );
  expect(await Promise.all(PASSWORDS.map((password) => checkStrength(password, ABOUT)))).toEqual(
    here,
  );
  expect(new Set(here.map((strength) => Object.keys(strength)[0]))).toEqual(
    new Set(['refusal', 'sentence']),
  );
});

test('everybody else goes on while a password is judged', async () => {
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  await checkStrength(PASSWORDS.join(' '), ABOUT);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(0);
});

test('a password that cannot be judged fails alone', async () => {
  const broken = checkStrength(null as never, ABOUT);
  const sound = checkStrength('seven purple otters juggle', ABOUT);
  await expect(broken).rejects.toThrow('measured');
  expect(await sound).toHaveProperty('sentence');
});

test('a thread that dies fails what it was asked, and the next question has another', async () => {
  const { thread } = startStrengthWorker();
  const asked = checkStrength('seven purple otters juggle', ABOUT);
  await Promise.all([thread.terminate(), expect(asked).rejects.toThrow('thread')]);
  expect(startStrengthWorker().thread).not.toBe(thread);
  expect(await checkStrength('seven purple otters juggle', ABOUT)).toHaveProperty('sentence');
});
