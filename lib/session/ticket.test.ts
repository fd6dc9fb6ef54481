import { expect, test } from 'vitest';
import { seal } from '#lib/crypto/seal';
import { openTicket, sealTicket } from '#lib/session/ticket';
import { singleton } from '#lib/singleton';
import { changeSettings } from '#lib/testing/database.test-support';

const TICKET = { sessionId: 'a-session', secret: 'a-secret' };
const remembered = () => singleton('tickets', () => new Map<string, unknown>());

test('a ticket comes back as it was given, the first time and every other', async () => {
  const sealed = await sealTicket(TICKET);
  for (let i = 0; i < 3; i++) expect(await openTicket(sealed)).toEqual(TICKET);
});

test('a sealed ticket shows nothing of what is in it', async () => {
  const sealed = await sealTicket(TICKET);
  expect(sealed).not.toContain('a-session');
  expect(sealed).not.toContain('a-secret');
});

test.each(['', 'junk', 'Fe26.2*1*a*b*c**d*e~2', 'Fe26.2', '~2'])(
  '"%s" is no ticket',
  async (text) => {
    expect(await openTicket(text)).toBeNull();
  },
);

test('what was sealed for something else, or holds something else, is no ticket', async () => {
  expect(await openTicket(await seal('flow', TICKET, 60))).toBeNull();
  expect(await openTicket(await seal('session', { sessionId: 'a-session' }, 60))).toBeNull();
  expect(await openTicket(await seal('session', { sessionId: 7, secret: {} }, 60))).toBeNull();
});

test('a remembered ticket with something more or less is another cookie', async () => {
  const sealed = await sealTicket(TICKET);
  await openTicket(sealed);
  expect(await openTicket(`x${sealed}`)).toBeNull();
  expect(await openTicket(sealed.slice(0, -5))).toBeNull();
});

test('what is remembered is not the cookie, and what was refused is not remembered', async () => {
  changeSettings({});
  const sealed = await sealTicket(TICKET);
  await openTicket(sealed);
  await openTicket('junk');
  expect(remembered().size).toBe(1);
  expect([...remembered().keys()].join()).not.toContain(sealed.slice(0, 40));
});

test('the memory is bounded: past ten thousand the oldest is forgotten, and still opens', async () => {
  changeSettings({});
  const sealed = await sealTicket(TICKET);
  await openTicket(sealed);
  for (let i = 1; i < 10_000; i++) remembered().set(`other ${i}`, TICKET);
  await openTicket(await sealTicket({ ...TICKET, sessionId: 'another' }));
  expect(remembered().size).toBe(10_000);
  expect(await openTicket(sealed)).toEqual(TICKET);
  expect(remembered().size).toBe(10_000);
});
