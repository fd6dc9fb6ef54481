import { sealData } from 'iron-session';
import { expect, test } from 'vitest';
import { keysFor, PURPOSES } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import { changeSettings, setClock } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const OLD = 'old-secret-0123456789-abcdefghij-KLMNOP';
const NEW = 'new-secret-0123456789-abcdefghij-KLMNOP';

test('what was sealed opens as it was', async () => {
  const sealed = await seal('flow', { codeId: 'x', next: '/a?b=c' }, 60);
  expect(await unseal('flow', sealed, 60)).toEqual({
    purpose: 'flow',
    codeId: 'x',
    next: '/a?b=c',
  });
});

test('a seal of a clock that was ahead opens neither then nor when its time has come', async () => {
  const now = Date.now();
  const year = 365 * 24 * 3_600_000;
  setClock(now + 4 * year);
  const sealed = await seal('flow', { codeId: 'x' }, 3600);
  expect(await unseal('flow', sealed, 3600)).not.toBeNull();
  for (const at of [now, now + year, now + 4 * year - 62_000, now + 4 * year + 3_662_000]) {
    setClock(at);
    expect(await unseal('flow', sealed, 3600)).toBeNull();
  }
});

test('a seal hides what is in it', async () => {
  expect(await seal('flow', { email: 'ada@example.com' }, 60)).not.toContain('ada');
});

test.each(PURPOSES)('a seal for %s opens for nothing else', async (purpose) => {
  const sealed = await seal(purpose, { sessionId: 'x' }, 0);
  for (const other of PURPOSES) {
    const opened = await unseal(other, sealed, 0);
    if (other === purpose) expect(opened).toMatchObject({ sessionId: 'x' });
    else expect(opened).toBeNull();
  }
});

test('the purpose inside counts too: the right key with the wrong purpose opens nothing', async () => {
  const password = { 1: keysFor('session')[0] } as unknown as Record<string, string>;
  const foreign = await sealData({ sessionId: 'x', purpose: 'flow' }, { password });
  expect(await unseal('session', foreign, 0)).toBeNull();
  const unmarked = await sealData({ sessionId: 'x' }, { password });
  expect(await unseal('session', unmarked, 0)).toBeNull();
  const right = await sealData({ sessionId: 'x', purpose: 'session' }, { password });
  expect(await unseal('session', right, 0)).toMatchObject({ sessionId: 'x' });
});

test('the key itself seals: nothing is derived with SHA-1, and no text is taken for a key', async () => {
  const sealed = await seal('session', { sessionId: 'x' }, 0);
  expect(sealed).toMatch(/^Fe26\.2\*1\*\*/);
  for (const key of keysFor('session')) {
    expect(key).toHaveLength(32);
    for (const how of ['base64url', 'hex'] as const) {
      const password = Buffer.from(key).toString(how);
      const derived = await sealData({ sessionId: 'x', purpose: 'session' }, { password });
      expect(await unseal('session', derived, 0)).toBeNull();
    }
  }
});

test('nothing that is sealed can choose its own purpose', async () => {
  const sealed = await seal('flow', { purpose: 'session' }, 0);
  expect(await unseal('flow', sealed, 0)).toEqual({ purpose: 'flow' });
});

test('every purpose has a key of its own', () => {
  const keys = PURPOSES.map((purpose) => Buffer.from(keysFor(purpose)[0]).toString('hex'));
  expect(new Set(keys).size).toBe(PURPOSES.length);
});

test('a new secret in front opens what the old one sealed; a dropped one opens nothing', async () => {
  changeSettings({ SESSION_SECRET: OLD });
  const sealed = await seal('session', { sessionId: 'x' }, 0);
  changeSettings({ SESSION_SECRET: `${NEW},${OLD}` });
  expect(await unseal('session', sealed, 0)).toMatchObject({ sessionId: 'x' });
  const fresh = await seal('session', { sessionId: 'y' }, 0);
  changeSettings({ SESSION_SECRET: NEW });
  expect(await unseal('session', sealed, 0)).toBeNull();
  expect(await unseal('session', fresh, 0)).toMatchObject({ sessionId: 'y' });
});

test('another installation opens nothing of ours', async () => {
  const sealed = await seal('session', { sessionId: 'x' }, 0);
  changeSettings({ DATABASE_URL: ':memory:' });
  expect(await unseal('session', sealed, 0)).toBeNull();
});

test('a seal lasts as long as it was made for', async () => {
  const start = Date.now();
  setClock(start);
  const sealed = await seal('flow', { codeId: 'x' }, 3600);
  setClock(start + 3599_000);
  expect(await unseal('flow', sealed, 3600)).not.toBeNull();
  // Seals forgive a minute of clock skew; no right hangs on them, rows decide.
  setClock(start + 3661_000);
  expect(await unseal('flow', sealed, 3600)).toBeNull();
});

const SEAL_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*~.= ';

test('a seal has one spelling: one character changed, added or left out anywhere closes it', async () => {
  const sealed = await seal('session', { sessionId: 'x' }, 60);
  let at = 0;
  for (; at <= sealed.length; at++) {
    const [before, here, after] = [sealed.slice(0, at), sealed[at], sealed.slice(at + 1)];
    // The characters beside it hold the bits that a last one may leave unused.
    const near = SEAL_ALPHABET.indexOf(here ?? 'A');
    const others = [1, 2, 3, 5, 7].map((step) => SEAL_ALPHABET[(near + step) % 69] as string);
    for (const other of others) {
      expect(await unseal('session', before + other + after, 60)).toBeNull();
      expect(await unseal('session', before + other + (here ?? '') + after, 60)).toBeNull();
    }
    if (here) expect(await unseal('session', before + after, 60)).toBeNull();
  }
  expect(at).toBe(sealed.length + 1);
  expect(await unseal('session', sealed, 60)).not.toBeNull();
});

test('junk opens nothing and breaks nothing', async () => {
  const junk = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ maxLength: 60 }).map((text) => `Fe26.2*1*${text}`),
    fc.array(fc.string({ maxLength: 20 }), { maxLength: 10 }).map((parts) => parts.join('*')),
    fc
      .array(fc.base64String({ maxLength: 20 }), { minLength: 7, maxLength: 7 })
      .map((parts) => `Fe26.2*${parts.join('*')}~2`),
  );
  await fc.assert(
    fc.asyncProperty(junk, async (text) => {
      expect(await unseal('session', text, 60)).toBeNull();
    }),
    { numRuns: 500 },
  );
});
