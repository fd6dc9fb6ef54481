import { beforeEach, expect, test, vi } from 'vitest';
import { inRequest } from '#lib/request/context';
import { download } from '#lib/request/download';
import { clearSingleton, contextOf } from '#lib/testing/database.test-support';

beforeEach(() => clearSingleton('downloads'));

const ADA = { user: { id: 'ada' }, session: { id: 'hers' } };
const as = (id: string) => ({ user: { id }, session: { id: `of ${id}` } });
const FILE = { name: 'all.txt', type: 'text/plain' };

/** Pieces without end, and how many were made, and whether it was over. */
function endless() {
  const made = { pieces: 0, isOver: false };
  async function* pieces() {
    try {
      for (;;) yield `${made.pieces++}\n`.repeat(1000);
    } finally {
      made.isOver = true;
    }
  }
  return { made, begin: async () => pieces() };
}

const quiet = () => new Promise((done) => setTimeout(done, 60));

test('what nobody reads is not made, and what is hung up on is made no further', async () => {
  const { made, begin } = endless();
  const answer = await download(ADA, FILE, begin);
  await quiet();
  expect(made.pieces).toBeLessThan(3);
  const reader = answer.body!.getReader();
  for (let nth = 0; nth < 10; nth++) await reader.read();
  await quiet();
  expect(made.pieces).toBeLessThan(14);
  await reader.cancel();
  expect(made.isOver).toBe(true);
  const again = await download(ADA, FILE, endless().begin);
  expect(again.status).toBe(200);
  await again.body!.cancel();
});

test('a second one at the same time is refused before anything is read, and says when to come back', async () => {
  const first = await download(ADA, FILE, endless().begin);
  const begin = vi.fn();
  const context = contextOf('203.0.113.1');
  const second = await inRequest(context, () => download(ADA, FILE, begin));
  expect([second.status, context.answer.retryAfter]).toEqual([503, 10]);
  expect(context.answer.refusal?.says).toMatch(/^Another download of yours is still under way/);
  expect(begin).not.toHaveBeenCalled();
  await first.body!.cancel();
});

test('when others have every place, that is what is said', async () => {
  const taken = ['bob', 'cyd', 'dee', 'eve'];
  const others = await Promise.all(taken.map((who) => download(as(who), FILE, endless().begin)));
  const context = contextOf('203.0.113.1');
  const refused = await inRequest(context, () => download(ADA, FILE, endless().begin));
  expect([refused.status, context.answer.refusal?.says]).toEqual([
    503,
    expect.stringMatching(/^Other people are downloading/),
  ]);
  for (const { body } of others) await body!.cancel();
});

test.each([
  ['refused', async () => new Response(null, { status: 429 })],
  [
    'not begun',
    async () => {
      throw new Error('no');
    },
  ],
  ['read to its end', async () => oneOf('all')],
  ['broken midway', async () => oneOf('all', true)],
] as [string, () => Promise<AsyncGenerator<string> | Response>][])(
  'a download that was %s leaves its place',
  async (_, begin) => {
    const answer = await download(ADA, FILE, begin).catch(() => null);
    await answer?.text().catch(() => null);
    const next = await download(ADA, FILE, endless().begin);
    expect(next.status).toBe(200);
    await next.body!.cancel();
  },
);

async function* oneOf(piece: string, isBroken = false) {
  yield piece;
  if (isBroken) throw new Error('broken');
}

test('what was ended midway is no whole file', async () => {
  const [first] = [await download(ADA, FILE, endless().begin)];
  const shelf = Reflect.get(globalThis, Symbol.for('gatehouse')) as Map<string, unknown>;
  const [place] = (shelf.get('downloads') as Set<{ end: () => void }>).values();
  const read = first.text();
  place!.end();
  await expect(read).rejects.toThrow('The reader has gone.');
});
