import { beforeEach, expect, test } from 'vitest';
import { HashingBusy, inTurn } from '#lib/accounts/password-queue';
import { clearSingleton, from } from '#lib/testing/database.test-support';

beforeEach(() => clearSingleton('password-queue'));

const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/** Hashes that end when the test says so, and who was served in which order. */
function hashing() {
  const running: (() => void)[] = [];
  const served: string[] = [];
  const sent: string[] = [];
  const ask = (at: string) => {
    const hash = () => {
      served.push(at);
      return new Promise<void>((done) => running.push(done));
    };
    return from(at, () => inTurn(hash)).catch((error: unknown) => {
      if (error instanceof HashingBusy) sent.push(at);
    });
  };
  return { running, served, sent, ask };
}

test('networks take turns, however many one of them sends', async () => {
  const { running, served, sent, ask } = hashing();
  for (let nth = 0; nth < 60; nth++) void ask('198.51.100.1');
  for (const at of ['198.51.100.2', '198.51.100.3']) void ask(at);
  await settle();
  const atOnce = running.length;
  for (let nth = 0; nth < 3; nth++) {
    running[nth]?.();
    await settle();
  }
  expect(served.slice(atOnce)).toEqual(['198.51.100.1', '198.51.100.2', '198.51.100.3']);
  expect(sent).toEqual([]);
});

test('a caller who finds all places taken by one network gets one of them, twice and no more', async () => {
  const { running, served, sent, ask } = hashing();
  for (let nth = 0; nth < 200; nth++) void ask('198.51.100.1');
  await settle();
  const [before, atOnce] = [sent.length, running.length];
  for (let nth = 0; nth < 3; nth++) void ask('198.51.100.2');
  await settle();
  expect(sent.slice(before)).toEqual(['198.51.100.1', '198.51.100.1', '198.51.100.2']);
  for (let nth = 0; nth < 4; nth++) {
    running[nth]?.();
    await settle();
  }
  expect(served.slice(atOnce).filter((at) => at === '198.51.100.2')).toHaveLength(2);
});

test('all networks of an IPv6 line are one in turn: they do not take every place', async () => {
  const { sent, ask } = hashing();
  for (let nth = 0; nth < 200; nth++) void ask(`2001:db8:7:${nth.toString(16)}::1`);
  await settle();
  for (const at of ['198.51.100.2', '2001:db8:8::1']) void ask(at);
  await settle();
  expect(sent.filter((at) => !at.startsWith('2001:db8:7:'))).toEqual([]);
});

test('a hundred networks with one each are served as they come', async () => {
  const { sent, ask } = hashing();
  for (let nth = 0; nth < 100; nth++) void ask(`198.51.100.${nth}`);
  await settle();
  expect(sent.length).toBeGreaterThan(0);
  expect(sent[0]).not.toBe('198.51.100.0');
});
