import { beforeEach, expect, test } from 'vitest';
import { outbox } from '#drizzle/schema/outbox';
import { db } from '#lib/db/client';
import { listCapturedMail } from '#lib/mail/captured';
import { deliverDue } from '#lib/mail/deliver';
import { isMailCaptured, mailboxLink, opensMailbox } from '#lib/mail/mailbox-key';
import { outboxEvents } from '#lib/mail/outbox';
import { postLetter } from '#lib/mail/post-office.test-support';
import {
  changeSettings,
  clearSingleton,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

const SENDING = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@m.test' };

beforeEach(emptyTables);

test('without a mail server mail is captured as it was written, and never sent', async () => {
  await postLetter();
  expect(await deliverDue()).toBe(0);
  expect((await db().select().from(outbox))[0]).toMatchObject({ state: 'captured', attempts: 0 });
  expect(await listCapturedMail()).toMatchObject([
    { recipient: 'ada@example.com', text: expect.stringContaining('012345') },
  ]);
});

test('the newest is first, and fifty are enough', async () => {
  for (let i = 0; i < 52; i++) {
    setClock(Date.UTC(2026, 0, 1, 0, 0, i));
    await postLetter(`person${i}@example.com`);
  }
  const mails = await listCapturedMail();
  expect(mails).toHaveLength(50);
  expect(mails[0]?.recipient).toBe('person51@example.com');
  expect(mails[49]?.recipient).toBe('person2@example.com');
});

test('the mailbox opens to the key of this start, from wherever it is asked, and to nothing else', () => {
  const key = new URL(mailboxLink() ?? '').searchParams.get('key') ?? '';
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(from('198.51.100.7', () => opensMailbox(key))).toBe(true);
  for (const other of [undefined, null, '', key.slice(1), `${key}A`, key.toLowerCase()])
    expect(from('127.0.0.1', () => opensMailbox(other))).toBe(false);
  clearSingleton('mailbox-key', 'start-secret');
  expect(opensMailbox(key)).toBe(false);
});

test('with a mail server there is no mailbox, not even with what was captured before', async () => {
  await postLetter();
  const key = new URL(mailboxLink() ?? '').searchParams.get('key');
  changeSettings(SENDING);
  expect(isMailCaptured()).toBe(false);
  expect([mailboxLink(), opensMailbox(key)]).toEqual([null, false]);
  expect(await listCapturedMail()).toEqual([]);
});

test('away from this machine there is no mailbox', () => {
  const key = new URL(mailboxLink() ?? '').searchParams.get('key');
  changeSettings({ APP_URL: 'https://app.acme.test', ...SENDING });
  expect([mailboxLink(), opensMailbox(key)]).toEqual([null, false]);
});

test('what is sent is not shown: only what was captured is', async () => {
  changeSettings(SENDING);
  await postLetter();
  changeSettings({ SMTP_URL: undefined });
  expect(await listCapturedMail()).toEqual([]);
});

test('the delivery is told that something was posted', async () => {
  const rings = new Promise<void>((heard) => outboxEvents().once('posted', heard));
  await postLetter();
  await expect(rings).resolves.toBeUndefined();
});
