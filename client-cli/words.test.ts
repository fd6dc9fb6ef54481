import { expect, test } from 'vitest';
import { readWords, USAGE } from './words.mjs';

const given = (...words: string[]) => readWords(words).given;

test('each command takes its words and options', () => {
  expect(given('login', '--url', 'https://x.test', '--browser')).toEqual({
    url: 'https://x.test',
    browser: true,
  });
  expect(given('notes', 'list', '--json')).toEqual({ json: true });
  expect(given('notes', 'share', 'a', 'b@example.com', '--as', 'editor')).toEqual({
    id: 'a',
    email: 'b@example.com',
    as: 'editor',
  });
  expect(given('sessions')).toEqual({});
  expect(given('sessions', 'end', 'a')).toEqual({ id: 'a' });
  expect(given('notes', 'add', '--', '--text')).toEqual({ title: '--text' });
});

test.each([
  ['', 'Say what to do.'],
  ['bogus', 'There is no command "bogus".'],
  ['constructor', 'There is no command "constructor".'],
  ['notes', 'There is no command "notes".'],
  ['notes bogus', 'There is no command "notes".'],
  ['whoami now', '"whoami" takes no word.'],
  ['notes show', '"notes show" takes ID.'],
  ['notes share a', '"notes share" takes ID and EMAIL.'],
  ['notes share a b --as owner', '--as is viewer or editor.'],
  ['login --bogus', "Unknown option '--bogus'"],
  ['login --url', "Option '--url <value>' argument missing"],
])('"%s" is used wrongly, which is said and ends with 2', (line, says) => {
  const words = line.split(' ').filter(Boolean);
  expect(() => readWords(words)).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining(says) }),
  );
});

test('the help names every command', () => {
  for (const name of ['login', 'whoami', 'notes list', 'notes show', 'notes add', 'notes share'])
    expect(USAGE).toContain(`\n  ${name} `);
  for (const name of ['sessions', 'sessions end', 'logout'])
    expect(USAGE).toContain(`\n  ${name} `);
});
