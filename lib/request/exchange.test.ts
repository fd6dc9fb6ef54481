import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { answerWith, currentExchange, inExchange } from '#lib/request/exchange';
import { exchangeOf } from '#lib/testing/database.test-support';

test('outside of a request there is none, and answering is harmless', () => {
  expect(currentExchange()).toBeUndefined();
  expect(() => answerWith({ status: 500 })).not.toThrow();
});

test('an answer is put together: later words win, headers add up', () => {
  const exchange = exchangeOf('198.51.100.1');
  inExchange(exchange, () => {
    answerWith({ status: 422, headers: { A: '1' } });
    answerWith({ status: 429, retryAfter: 30, headers: { B: '2' } });
  });
  expect(exchange.answer).toEqual({
    status: 429,
    retryAfter: 30,
    headers: { A: '1', B: '2' },
    reached: false,
    unavailable: false,
  });
});

test('requests under way at the same time never see each other', async () => {
  const addresses = Array.from({ length: 20 }, (_, i) => `198.51.100.${i}`);
  const seen = await Promise.all(
    addresses.map((address, i) =>
      inExchange(exchangeOf(address), async () => {
        await sleep(20 - i);
        return currentExchange()?.address;
      }),
    ),
  );
  expect(seen).toEqual(addresses);
});
