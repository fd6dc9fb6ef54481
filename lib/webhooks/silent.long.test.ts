import { expect, test } from 'vitest';
import { emptyTables } from '#lib/testing/database.test-support';
import { deliverWebhooks } from '#lib/webhooks/deliver';
import { addHook, happen, openReceiver, typesOf } from '#lib/webhooks/receiver.test-support';
import { listWebhooks } from '#lib/webhooks/stored';

test('one that never answers holds up no other', async () => {
  await emptyTables();
  const silent = await openReceiver(() => {});
  const good = await openReceiver();
  await addHook(silent.url);
  await addHook(good.url);
  await happen('user_created');
  const began = performance.now();
  await deliverWebhooks();
  expect(performance.now() - began).toBeLessThan(7_000);
  expect(typesOf(good.told)).toEqual(['user_created']);
  expect((await listWebhooks()).map(({ lastError }) => lastError)).toEqual([
    'it does not answer within 5 seconds',
    '',
  ]);
}, 15_000);
