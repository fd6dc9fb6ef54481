import fc from 'fast-check';
import { sealData } from 'iron-session';
import { expect, test } from 'vitest';
import { keysFor, PURPOSES } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import { changeSettings, setClock } from '#lib/fresh.test-support';

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
  const [password] = keysFor('session');
  const foreign = await sealData({ sessionId: 'x', purpose: 'flow' }, { password });
  expect(await unseal('session', foreign, 0)).toBeNull();
  const unmarked = await sealData({ sessionId: 'x' }, { password });
  expect(await unseal('session', unmarked, 0)).toBeNull();
});

test('nothing that is sealed can choose its own purpose', async () => {
  const sealed = await seal('flow', { purpose: 'session' }, 0);
  expect(await unseal('flow', sealed, 0)).toEqual({ purpose: 'flow' });
});

test('every purpose has a key of its own', () => {
  expect(new Set(PURPOSES.map((purpose) => keysFor(purpose)[0])).size).toBe(PURPOSES.length);
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

test('one changed character anywhere closes a seal', async () => {
  const sealed = await seal('session', { sessionId: 'x' }, 0);
  let changed = 0;
  for (let at = 0; at < sealed.length - 2; at++) {
    const next = sealed[at + 1];
    // The last character of each part may carry unused bits; every other one counts.
    if (sealed[at] === '*' || next === '*' || next === '~') continue;
    const other = sealed[at] === 'A' ? 'B' : 'A';
    const bent = sealed.slice(0, at) + other + sealed.slice(at + 1);
    expect(await unseal('session', bent, 0)).toBeNull();
    changed++;
  }
  expect(changed).toBeGreaterThan(200);
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
