import { expect, onTestFinished, test } from 'vitest';
import { startSecret, wordOfStart } from '#lib/crypto/start-secret';
import { clearSingleton } from '#lib/testing/database.test-support';

test('processes that were given one secret have the same words, each for its use, and a start of its own has others', () => {
  const words = (given?: string) => {
    clearSingleton('start-secret');
    startSecret(given);
    return [wordOfStart('inside'), wordOfStart('mailbox')];
  };
  onTestFinished(() => clearSingleton('start-secret'));
  expect(words('given')).toEqual(words('given'));
  const all = [...words('given'), ...words(), ...words()];
  expect(new Set(all).size).toBe(6);
  for (const word of all) expect(word).toMatch(/^[\w-]{43}$/);
});
