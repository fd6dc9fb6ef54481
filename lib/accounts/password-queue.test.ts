import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HashingBusy, hashesUnderWay, inTurn } from '#lib/accounts/password-queue';
import { clearSingleton } from '#lib/testing/database.test-support';

const WAITING = 64;

beforeEach(() => {
  clearSingleton('password-queue');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => void vi.useRealTimers());

/** Hashes that take as long as the test wants. */
function slowHashes() {
  const running: (() => void)[] = [];
  const start = () => inTurn(() => new Promise<string>((done) => running.push(() => done('done'))));
  return { running, start };
}

const outcome = (work: Promise<string>) =>
  work.then(
    (value) => value,
    (error: unknown) => (error instanceof HashingBusy ? 'busy' : 'broken'),
  );
const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

test('few hash at once, 64 wait, and everybody else is told at once', async () => {
  const { running, start } = slowHashes();
  const outcomes: string[] = [];
  const all = Array.from({ length: 200 }, () => outcome(start()).then((one) => outcomes.push(one)));
  await settle();
  const atOnce = running.length;
  expect(atOnce).toBeGreaterThanOrEqual(1);
  expect(atOnce).toBeLessThanOrEqual(32);
  expect(hashesUnderWay()).toBe(atOnce + WAITING);
  expect(outcomes).toEqual(Array(200 - WAITING - atOnce).fill('busy'));

  for (let i = 0; i < atOnce + WAITING; i++) {
    running[i]?.();
    await settle();
    expect(running.length - i - 1).toBeLessThanOrEqual(atOnce);
  }
  await Promise.all(all);
  expect(outcomes.filter((one) => one === 'done')).toHaveLength(atOnce + WAITING);
  expect(hashesUnderWay()).toBe(0);
});

test('nobody waits longer than two seconds, and somebody who gave up leaves no place taken', async () => {
  const { running, start } = slowHashes();
  const outcomes: string[] = [];
  const all = Array.from({ length: 60 }, () => outcome(start()).then((one) => outcomes.push(one)));
  await settle();
  const atOnce = running.length;
  await vi.advanceTimersByTimeAsync(1999);
  expect(outcomes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(outcomes).toEqual(Array(60 - atOnce).fill('busy'));
  expect(hashesUnderWay()).toBe(atOnce);
  for (const finish of running) finish();
  await Promise.all(all);
  expect(hashesUnderWay()).toBe(0);
  await expect(inTurn(async () => 'fresh')).resolves.toBe('fresh');
});

test('those who wait start in the order they came', async () => {
  const { running, start } = slowHashes();
  const order: number[] = [];
  const first = Array.from({ length: 40 }, () => outcome(start()));
  await settle();
  const atOnce = running.length;
  const late = [1, 2, 3].map((name) => inTurn(async () => void order.push(name)));
  for (let i = 0; i < 40; i++) {
    running[i]?.();
    await settle();
  }
  await Promise.all([...first, ...late]);
  expect(order).toEqual([1, 2, 3]);
  expect(atOnce).toBeLessThan(40);
});

test('a hash that fails gives its place to the next', async () => {
  const failing = Array.from({ length: 50 }, () =>
    inTurn(() => Promise.reject(new Error('no memory'))).catch((error: Error) => error.message),
  );
  expect(new Set(await Promise.all(failing))).toEqual(new Set(['no memory']));
  expect(hashesUnderWay()).toBe(0);
});

test('a hash that cannot even start gives its place to the next', async () => {
  const broken = () => {
    throw new Error('no library');
  };
  for (let i = 0; i < 50; i++) await expect(inTurn(broken)).rejects.toThrow('no library');
  expect(hashesUnderWay()).toBe(0);
});
