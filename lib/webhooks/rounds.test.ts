import { beforeEach, expect, test, vi } from 'vitest';
import { ok } from '#lib/result';
import { emptyTables } from '#lib/testing/database.test-support';
import { deliverWebhooks } from '#lib/webhooks/deliver';
import { addHook, happen } from '#lib/webhooks/receiver.test-support';
import { listWebhooks } from '#lib/webhooks/stored';

const slow = vi.hoisted(() => ({ isOver: false }));
const told = vi.hoisted(() => [] as string[]);
vi.mock('#lib/webhooks/send-message', () => ({
  sendMessage: async (url: string) => {
    if (url.endsWith('/throws')) throw new Error('a fault of ours');
    await new Promise((done) => setTimeout(done, url.endsWith('/slow') ? 300 : 0));
    slow.isOver ||= url.endsWith('/slow');
    told.push(url);
    return ok(null);
  },
}));

beforeEach(async () => {
  slow.isOver = false;
  told.length = 0;
  await emptyTables();
});

const nameOf = (url: string) => url.split('/').at(-1);

test.each([
  ['first', ['throws', 'slow', 'quick']],
  ['last', ['quick', 'slow', 'throws']],
])(
  'one that throws, the %s, stops no other, and the round ends after all of them',
  async (_, names) => {
    for (const name of names) await addHook(`http://127.0.0.1:1/${name}`, 'user_created');
    await happen('user_created');
    await expect(deliverWebhooks()).rejects.toThrow('a fault of ours');
    expect(slow.isOver).toBe(true);
    expect(told.map(nameOf)).toEqual(['quick', 'slow']);
    const newest = Math.max(...(await listWebhooks()).map(({ after }) => after));
    for (const { url, after } of await listWebhooks())
      expect(after === newest, url).toBe(nameOf(url) !== 'throws');
    await expect(deliverWebhooks()).rejects.toThrow();
    expect(told).toHaveLength(2);
  },
);

test('a quick one is told all that waits while a slow one has its turn', async () => {
  await addHook('http://127.0.0.1:1/slow', 'user_deleted');
  await addHook('http://127.0.0.1:1/quick', 'user_created');
  await happen('user_deleted', ...Array.from({ length: 120 }, () => 'user_created' as const));
  await deliverWebhooks();
  expect(told.filter((url) => nameOf(url) === 'quick')).toHaveLength(120);
  expect(told.filter((url) => nameOf(url) === 'slow')).toHaveLength(1);
});
