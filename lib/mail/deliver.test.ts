import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { outbox } from '#drizzle/schema/outbox';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { deliverDue } from '#lib/mail/deliver';
import { dropMailOf, post } from '#lib/mail/outbox';
import {
  closeDoor,
  LETTER,
  openPostOffice,
  openSilence,
  postLetter,
} from '#lib/mail/post-office.test-support';
import { writeMail } from '#lib/mail/template';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { singleton } from '#lib/singleton';
import { changeSettings, emptyTables, setClock } from '#lib/testing/database.test-support';

const SECOND = 1000;
const START = Date.UTC(2026, 0, 1);
const rows = () => db().select().from(outbox);
const theRow = async () => (await rows())[0]!;
const waitOf = async () => ((await theRow()).dueAt.getTime() - Date.now()) / SECOND;

beforeEach(emptyTables);

test('a mail arrives whole, once, and what it said is wiped', async () => {
  const received = await openPostOffice();
  await postLetter();
  expect(await deliverDue()).toBe(1);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({
    recipients: ['ada@example.com'],
    from: { address: 'gate@acme.test', name: 'Gatehouse' },
    subject: LETTER.subject,
    text: expect.stringContaining('012345'),
    html: expect.stringContaining('012345'),
  });
  const row = await theRow();
  expect(row).toMatchObject({ state: 'sent', body: '', lastError: '', sentAt: expect.any(Date) });
  expect(received[0]?.messageId).toBe(`<${row.id}@localhost>`);
  expect(await deliverDue()).toBe(0);
  expect(received).toHaveLength(1);
});

test('a mail is one text and one page, says that a program wrote it, and carries nothing else', async () => {
  const received = await openPostOffice();
  await postLetter();
  await deliverDue();
  const { raw, attachments, headers } = received[0]!;
  expect(raw.match(/^Content-Type: text\/plain/gim)).toHaveLength(1);
  expect(raw.match(/^Content-Type: text\/html/gim)).toHaveLength(1);
  expect(attachments).toEqual([]);
  expect(headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
});

test('nothing that somebody else chose becomes a header or another recipient', async () => {
  const received = await openPostOffice();
  const evil = 'x\r\nBcc: eve@evil.test\r\nX-Evil: 1';
  await postLetter('ada@example.com', { subject: evil, says: [evil], facts: [['With', evil]] });
  await deliverDue();
  const [mail] = received;
  expect(mail?.recipients).toEqual(['ada@example.com']);
  expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
  expect(mail?.headers.map(({ key }) => key)).not.toContain('x-evil');
});

test('a mail that waits is unreadable in the database', async () => {
  await openPostOffice();
  await postLetter();
  const text = JSON.stringify(await rows());
  expect(text).not.toContain('012345');
  expect(text).not.toContain('what happened');
});

test('the mail and what causes it happen together or not at all', async () => {
  const received = await openPostOffice();
  const write = await post('ada@example.com', writeMail(LETTER));
  const done = await transaction(
    write,
    expectRow((tx) => tx.delete(outbox).where(eq(outbox.id, 'nothing'))),
  );
  expect(done).toBe(false);
  expect(await rows()).toEqual([]);
  expect(await deliverDue()).toBe(0);
  expect(received).toEqual([]);
});

test('two workers at the same time send every mail once', async () => {
  const received = await openPostOffice();
  for (let i = 0; i < 5; i++) await postLetter(`person${i}@example.com`);
  const tried = await Promise.all([deliverDue(), deliverDue(), deliverDue()]);
  expect(tried.reduce((sum, count) => sum + count)).toBe(5);
  expect(received.map(({ recipients }) => recipients[0]).sort()).toHaveLength(5);
  expect(new Set(received.map(({ recipients }) => recipients[0])).size).toBe(5);
});

test('a backlog goes ten at a time, of the fifty that have waited longest', async () => {
  const received = await openPostOffice();
  setClock(START);
  for (let i = 0; i < 52; i++) {
    setClock(START + i);
    await postLetter(`person${i}@example.com`);
  }
  expect(await deliverDue()).toBe(10);
  const early = received.map(({ recipients }) => recipients[0]);
  expect(early).not.toContain('person50@example.com');
  expect(early).not.toContain('person51@example.com');
  for (let round = 0; round < 4; round++) expect(await deliverDue()).toBe(10);
  expect(await deliverDue()).toBe(2);
  expect(await deliverDue()).toBe(0);
  expect(received).toHaveLength(52);
});

test('a mail whose sender died is sent when its minute is over, under the same name', async () => {
  const received = await openPostOffice();
  setClock(START);
  await postLetter();
  // What a killed process leaves behind: the lease, and nothing else.
  await db()
    .update(outbox)
    .set({ dueAt: new Date(START + 60 * SECOND) });
  setClock(START + 59 * SECOND);
  expect(await deliverDue()).toBe(0);
  setClock(START + 60 * SECOND);
  expect(await deliverDue()).toBe(1);
  expect(received[0]?.messageId).toBe(`<${(await theRow()).id}@localhost>`);
});

test('a mail server that is not there is tried again, later and later', async () => {
  await closeDoor();
  setClock(START);
  await postLetter();
  for (const [attempts, seconds] of [
    [1, 15],
    [2, 30],
    [3, 60],
    [4, 120],
    [5, 240],
    [6, 480],
    [7, 960],
    [8, 1920],
    [9, 3600],
    [10, 3600],
    [11, 3600],
  ] as const) {
    expect(await deliverDue()).toBe(1);
    expect(await theRow()).toMatchObject({ state: 'waiting', attempts });
    expect((await theRow()).body).not.toBe('');
    expect(await waitOf()).toBeGreaterThanOrEqual(seconds * 0.8 - 0.001);
    expect(await waitOf()).toBeLessThanOrEqual(seconds * 1.2);
    expect(await deliverDue()).toBe(0);
    setClock(await theRow().then(({ dueAt }) => dueAt));
  }
  await deliverDue();
  expect(await theRow()).toMatchObject({ state: 'failed', attempts: 12 });
  // Kept, sealed, for whoever sends it again.
  expect((await theRow()).body).not.toBe('');
});

test('what the mail server cannot do now is done later', async () => {
  let code: number | null = 451;
  const givenUp = (await metrics().mailGivenUp.get()).values[0]?.value;
  const received = await openPostOffice(() => code);
  setClock(START);
  await postLetter();
  await deliverDue();
  expect(await theRow()).toMatchObject({ state: 'waiting', attempts: 1 });
  expect((await theRow()).lastError).toContain('451');
  expect((await metrics().mailGivenUp.get()).values[0]?.value).toBe(givenUp);
  code = null;
  setClock(START + 20 * SECOND);
  expect(await deliverDue()).toBe(1);
  expect(received).toHaveLength(1);
  expect(await theRow()).toMatchObject({ state: 'sent', lastError: '', body: '' });
});

test('what the mail server will never do is not tried again', async () => {
  await openPostOffice(() => 550);
  await postLetter();
  const before = (await metrics().mailGivenUp.get()).values[0]?.value ?? 0;
  await deliverDue();
  expect((await metrics().mailGivenUp.get()).values[0]?.value).toBe(before + 1);
  expect(await theRow()).toMatchObject({ state: 'failed', attempts: 1 });
  expect((await theRow()).body).not.toBe('');
  expect((await theRow()).lastError).toContain('550');
});

test.each([530, 535])(
  '%i is about our own login: that can be mended, so it is tried again',
  async (code) => {
    await openPostOffice(() => code);
    await postLetter();
    await deliverDue();
    expect(await theRow()).toMatchObject({ state: 'waiting', attempts: 1 });
  },
);

const MINUTE = 60 * SECOND;
const LIFE = 10 * MINUTE;
const withCode = { codeId: 'a-code', usefulUntil: new Date(START + LIFE) };

async function postCode(carries = withCode) {
  const write = await post('ada@example.com', writeMail(LETTER), carries);
  await transaction(write);
}

test('a mail whose code is dead is not sent, is said so in the log, and is counted', async () => {
  const received = await openPostOffice();
  const said = vi.spyOn(log(), 'warn');
  const before = (await metrics().mailDropped.get()).values[0]?.value ?? 0;
  setClock(START);
  await postCode();
  setClock(START + LIFE);
  expect(await deliverDue()).toBe(1);
  expect(received).toEqual([]);
  expect(await theRow()).toMatchObject({ state: 'dropped', body: '' });
  expect(said.mock.calls.map(([, text]) => text)).toEqual([
    'a mail was dropped: its code no longer works',
  ]);
  expect((await metrics().mailDropped.get()).values[0]?.value).toBe(before + 1);
  expect(await deliverDue()).toBe(0);
});

test('a mail whose code still works is sent, also in its last moment', async () => {
  const received = await openPostOffice();
  setClock(START);
  await postCode();
  setClock(START + LIFE - 1);
  expect(await deliverDue()).toBe(1);
  expect(received).toHaveLength(1);
});

test.each([1, 2, 3, 5, 8])(
  'a mail server that relents after %i minutes gets the code while most of the rest of its life is left',
  async (minutes) => {
    const relentsAt = START + minutes * MINUTE;
    const received = await openPostOffice(() => (Date.now() < relentsAt ? 451 : null));
    setClock(START);
    await postCode();
    for (let tries = 0; tries < 20 && received.length === 0; tries++) {
      await deliverDue();
      if (received.length === 0) setClock((await theRow()).dueAt);
    }
    expect(received).toHaveLength(1);
    expect(Date.now()).toBeLessThanOrEqual(relentsAt + 72 * SECOND);
  },
);

test('a code is tried until it dies, and never after', async () => {
  await closeDoor();
  setClock(START);
  await postCode();
  for (;;) {
    await deliverDue();
    const { state, dueAt } = await theRow();
    if (state !== 'waiting') break;
    setClock(dueAt);
  }
  expect(await theRow()).toMatchObject({ state: 'dropped', body: '' });
  expect((await theRow()).attempts).toBeGreaterThanOrEqual(9);
});

test('another code takes the place of a mail that still waits', async () => {
  const received = await openPostOffice();
  await postCode({ codeId: 'one', usefulUntil: new Date(Date.now() + LIFE) });
  await postCode({ codeId: 'two', usefulUntil: new Date(Date.now() + LIFE) });
  await transaction(dropMailOf('one'));
  await deliverDue();
  expect(received).toHaveLength(1);
  expect((await rows()).map(({ state }) => state).sort()).toEqual(['dropped', 'sent']);
});

test('a refused mail takes no other with it', async () => {
  let count = 0;
  const received = await openPostOffice(() => (count++ === 0 ? 550 : null));
  await postLetter('one@example.com');
  await postLetter('two@example.com');
  await deliverDue();
  expect((await rows()).map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
  expect(received).toHaveLength(1);
});

test('a mail server that never says a word is given up on, and the mail is kept', async () => {
  await openSilence();
  await postLetter();
  expect(await deliverDue()).toBe(1);
  expect(await theRow()).toMatchObject({ state: 'waiting', attempts: 1 });
  expect((await theRow()).body).not.toBe('');
}, 30_000);

test('what was sealed with a secret that is gone cannot be sent, and says so', async () => {
  const received = await openPostOffice();
  await postLetter();
  changeSettings({ SESSION_SECRET: 'quite-another-secret-0123456789-KLMNOP' });
  await deliverDue();
  expect(await theRow()).toMatchObject({ state: 'failed', body: '' });
  expect((await theRow()).lastError).toContain('no longer known');
  expect(received).toEqual([]);
  singleton('smtp', () => ({ close() {} })).close();
});
