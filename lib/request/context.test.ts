import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { currentRequest, inRequest, setResponse } from '#lib/request/context';
import { contextOf } from '#lib/testing/database.test-support';

test('outside of a request there is none, and answering is harmless', () => {
  expect(currentRequest()).toBeUndefined();
  expect(() => setResponse({ status: 500 })).not.toThrow();
});

test('an answer is put together: later words win, headers add up', () => {
  const context = contextOf('198.51.100.1');
  inRequest(context, () => {
    setResponse({ status: 422, headers: { A: '1' } });
    setResponse({ status: 429, retryAfter: 30, headers: { B: '2' } });
  });
  expect(context.answer).toEqual({
    status: 429,
    retryAfter: 30,
    headers: { A: '1', B: '2' },
    actionStarted: false,
    unavailable: false,
  });
});

test('requests under way at the same time never see each other', async () => {
  const addresses = Array.from({ length: 20 }, (_, i) => `198.51.100.${i}`);
  const seen = await Promise.all(
    addresses.map((address, i) =>
      inRequest(contextOf(address), async () => {
        await sleep(20 - i);
        return currentRequest()?.address;
      }),
    ),
  );
  expect(seen).toEqual(addresses);
});
