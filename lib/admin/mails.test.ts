import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { outbox } from '#drizzle/schema/outbox';
import { viewerOf } from '#lib/accounts/life.test-support';
import { listMails, MAIL_STATES } from '#lib/admin/mails';
import { sendMailAgain } from '#lib/admin/send-again';
import { addStaff } from '#lib/admin/staff.test-support';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { deliverDue } from '#lib/mail/deliver';
import { post } from '#lib/mail/outbox';
import { LETTER, openPostOffice, postLetter } from '#lib/mail/post-office.test-support';
import { writeMail } from '#lib/mail/template';
import type { Viewer } from '#lib/session/store';
import { addUser, emptyTables, setClock } from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 10, 28, 12);
const asked = { state: 'failed', limit: 25 } as const;

let sam: Viewer;
beforeEach(async () => {
  await emptyTables();
  setClock(NOW);
  sam = await addStaff('support');
});

const only = async () => (await listMails(sam, asked)).mails[0]!;

test('a mail that was refused is listed with what the server said, is sent again, and arrives once', async () => {
  let answer: number | null = 550;
  const received = await openPostOffice(() => answer);
  await postLetter();
  await deliverDue();
  const mail = await only();
  expect(mail).toMatchObject({ recipient: 'ada@example.com', attempts: 1, canBeSent: true });
  expect(mail.lastError).toContain('550');
  expect(JSON.stringify(await listMails(sam, asked))).not.toContain('012345');

  answer = null;
  expect(await sendMailAgain(sam, mail.id)).toBe(true);
  expect(await sendMailAgain(sam, mail.id)).toBe(false);
  expect((await listMails(sam, { ...asked, state: 'waiting' })).mails).toHaveLength(1);
  await deliverDue();
  expect(received).toHaveLength(1);
  expect(received[0]?.text).toContain('012345');
  for (const state of MAIL_STATES)
    expect((await listMails(sam, { ...asked, state })).mails).toEqual([]);
  await sealLog();
  expect(
    await db().select().from(auditEvents).where(eq(auditEvents.type, 'mail_sent_again')),
  ).toMatchObject([{ actor: 'support', actorId: sam.user.id, object: `mail:${mail.id}` }]);
});

test('a mail that is refused again is given up on again, after as many tries', async () => {
  await openPostOffice(() => 550);
  await postLetter();
  await deliverDue();
  await sendMailAgain(sam, (await only()).id);
  await deliverDue();
  expect(await only()).toMatchObject({ attempts: 1, canBeSent: true });
});

test('what carried a code is not kept, and nobody sends it again', async () => {
  await openPostOffice(() => 550);
  const carries = { codeId: 'a-code', usefulUntil: new Date(NOW + 600_000) };
  await transaction(await post('ada@example.com', writeMail(LETTER), carries));
  await deliverDue();
  const mail = await only();
  expect(mail.canBeSent).toBe(false);
  expect((await db().select().from(outbox))[0]).toMatchObject({ state: 'failed', body: '' });
  expect(await sendMailAgain(sam, mail.id)).toBe(false);
  expect(await sendMailAgain('operator', mail.id)).toBe(false);
});

test.each(['waiting', 'sent', 'captured', 'dropped'])(
  'a mail that is %s is not sent again',
  async (state) => {
    await openPostOffice(() => 550);
    await postLetter();
    await deliverDue();
    const { id } = await only();
    await db().update(outbox).set({ state });
    expect(await sendMailAgain('operator', id)).toBe(false);
  },
);

test('a member sees no mails and sends none; nobody finds one that is not there', async () => {
  await openPostOffice(() => 550);
  await postLetter();
  await deliverDue();
  const { id } = await only();
  const mia = await viewerOf(await addUser('mia@example.com'));
  expect((await listMails(mia, asked)).mails).toEqual([]);
  expect(await sendMailAgain(mia, id)).toBe(false);
  for (const wrong of ['', 'x', `${id} `, '%', 'é\u0000'])
    expect(await sendMailAgain(sam, wrong)).toBe(false);
});

test('the list comes in pages, the last tried first, and each mail once', async () => {
  await openPostOffice(() => 550);
  for (let nth = 0; nth < 7; nth++) {
    setClock(NOW + Math.floor(nth / 3));
    await postLetter(`person${nth}@example.com`);
    await deliverDue();
  }
  const seen: string[] = [];
  let after: string | null = '';
  for (; after !== null; ) {
    const page: Awaited<ReturnType<typeof listMails>> = await listMails(sam, {
      ...asked,
      limit: 2,
      after,
    });
    seen.push(...page.mails.map(({ recipient }) => recipient));
    after = page.next;
  }
  expect(seen).toHaveLength(7);
  expect(new Set(seen).size).toBe(7);
  expect(seen[0]).toBe('person6@example.com');
  expect((await listMails(sam, { ...asked, after: 'no place' })).mails).toHaveLength(7);
});
