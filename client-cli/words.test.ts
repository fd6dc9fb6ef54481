import { expect, test } from 'vitest';
import { THINGS } from './product.mjs';
import { readWords, USAGE } from './words.mjs';

const things = THINGS as { plural: string; one: string; fields: string[] }[];

const given = (...words: string[]) => readWords(words).given;

test('each command takes its words and options', () => {
  expect(given('login', '--url', 'https://x.test', '--browser')).toEqual({
    url: 'https://x.test',
    browser: true,
  });
  expect(given('sessions')).toEqual({});
  expect(given('sessions', 'end', 'a')).toEqual({ id: 'a' });
});

test.each(things)('the commands on $plural take their words and options', ({ plural, fields }) => {
  const [called = '', ...others] = fields;
  expect(given(plural, 'list', '--json')).toEqual({ json: true });
  expect(given(plural, 'show', 'a')).toEqual({ id: 'a' });
  expect(given(plural, 'share', 'a', 'b@example.com', '--as', 'editor')).toEqual({
    id: 'a',
    email: 'b@example.com',
    as: 'editor',
  });
  expect(given(plural, 'add', '--', '--text')).toEqual({ [called]: '--text' });
  for (const name of others)
    expect(given(plural, 'add', 'x', `--${name}`, 'y')).toEqual({ [called]: 'x', [name]: 'y' });
});

test.each([
  ['', 'Say what to do.'],
  ['bogus', 'There is no command "bogus".'],
  ['constructor', 'There is no command "constructor".'],
  ...things.flatMap(({ plural }) => [
    [plural, `There is no command "${plural}".`],
    [`${plural} bogus`, `There is no command "${plural}".`],
    [`${plural} show`, `"${plural} show" takes ID.`],
    [`${plural} share a`, `"${plural} share" takes ID and EMAIL.`],
    [`${plural} share a b --as owner`, '--as is viewer or editor.'],
  ]),
  ['whoami now', '"whoami" takes no word.'],
  ['login --bogus', "Unknown option '--bogus'"],
  ['login --url', "Option '--url <value>' argument missing"],
])('"%s" is used wrongly, which is said and ends with 2', (line, says) => {
  const words = String(line).split(' ').filter(Boolean);
  expect(() => readWords(words)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining(says) }),
  );
});

test('the help names every command', () => {
  const onThings = things.flatMap(({ plural }) =>
    ['list', 'show', 'add', 'share'].map((verb) => `${plural} ${verb}`),
  );
  for (const name of ['login', 'whoami', ...onThings, 'sessions', 'sessions end', 'logout'])
    expect(USAGE).toContain(`\n  ${name} `);
});
