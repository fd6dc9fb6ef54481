import { comparableAnswer } from '#e2e/support/comparable-answer';
import { latestMail, mailsTo } from '#e2e/support/mailbox';
import { about, formSaying, relationsOf, share, writeNote } from '#e2e/support/notes';
import { change, rows } from '#e2e/support/rows';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { wayToSignIn } from '#e2e/support/way-to-sign-in';

/** When a note or a share was made: long enough ago for its minutes to differ from one answer to the next. */
const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z?|\d+ \w{3} 20\d\d, \d\d:\d\d/g;

test('sharing to an address answers the same whether it has an account, has none, or a shut one', {
  tag: '@long',
}, async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const known = await newVisitor(server).signUp();
  const shut = await newVisitor(server).signUp();
  change(server, 'update users set disabled_at = 1 where email = ?', shut);
  const half = newEmail();
  await newVisitor(server).askForAccount(half);
  for (const as of ['form', 'call'] as const) {
    const answers = [];
    for (const email of [known, newEmail(), shut, half]) {
      const id = await writeNote(ada);
      const form = await formSaying(ada, `/notes/${id}/sharing`, 'Share');
      const given = await ada.submit(
        form,
        [
          ['email', email],
          ['role', 'editor'],
        ],
        as,
      );
      const list = await ada.go(`/notes/${id}/sharing`);
      const note = await ada.go(`/notes/${id}`);
      const role = await about(ada, id, email, 'Save role', [['role', 'viewer']]);
      const offer = await about(ada, id, email, 'Offer ownership');
      const offered = await ada.go(`/notes/${id}/sharing`);
      const removed = await about(ada, id, email, 'Remove');
      const got = [given, list, note, role, offer, offered, removed];
      answers.push(
        got.map((answer) =>
          JSON.stringify(
            comparableAnswer({ ...answer, text: answer.text.replace(MOMENT, 'WHEN') }, email),
          ).replaceAll(id, 'NOTE'),
        ),
      );
    }
    for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  }
});

test('a share to an address belongs to nobody who has not proven it, in whichever case it was typed', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const email = newEmail('bob');
  const id = await writeNote(ada);
  expect((await share(ada, id, ` ${email.toUpperCase()} `, 'editor')).status).toBe(303);
  const bob = newVisitor(server);
  await bob.askForAccount(email, PASSWORD, 'Bob');
  expect((await bob.go(`/notes/${id}`)).status).toBe(307);
  await newVisitor(server).signUp({ email: `x${email}` });
  const other = newVisitor(server);
  await other.signUp();
  expect((await other.go(`/notes/${id}`)).status).toBe(404);

  change(server, 'delete from limits');
  const proven = newVisitor(server);
  await proven.signUp({ email });
  expect((await proven.go(`/notes/${id}`)).text).toContain('Save note');
  expect(relationsOf(server, id)).toMatchObject({ [email]: 'editor' });
});

test('what is shared ends while it lies open: page, form and list, and nobody gives themselves more', async ({
  server,
}) => {
  const [ada, bob] = [newVisitor(server), newVisitor(server)];
  const adas = await ada.signUp();
  const email = await bob.signUp();
  const id = await writeNote(ada, 'canary-title', 'canary-text');
  await share(ada, id, email, 'viewer');
  const sharing = await formSaying(ada, `/notes/${id}/sharing`, 'Share');
  const edit = await formSaying(ada, `/notes/${id}`, 'Save note');
  const role = await formSaying(ada, `/notes/${id}/sharing`, `Save role of ${email}`);
  const attempts = [
    await bob.submit(sharing, [
      ['email', email],
      ['role', 'editor'],
    ]),
    await bob.submit(role, [['role', 'editor']]),
    await bob.submit(edit, [
      ['title', 'by bob'],
      ['text', 'by bob'],
    ]),
  ];
  expect(attempts.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(relationsOf(server, id)).toEqual({ [adas]: 'owner', [email]: 'viewer' });

  await share(ada, id, email, 'editor');
  const open = await formSaying(bob, `/notes/${id}`, 'Save note');
  await about(ada, id, email, 'Remove');
  for (const as of ['form', 'call'] as const) {
    const late = await bob.submit(
      open,
      [
        ['title', 'an hour of work'],
        ['text', 'typed by bob'],
      ],
      as,
    );
    expect(late.status).toBe(404);
    expect(late.text).toContain('typed by bob');
    expect(late.text).not.toContain('canary');
  }
  expect((await bob.go(`/notes/${id}`)).status).toBe(404);
  expect((await bob.go('/notes')).text).not.toContain(id);
  expect(rows(server, 'select title, revision from notes where id = ?', id)).toEqual([
    { title: 'canary-title', revision: 1 },
  ]);
});

test('an offer is for one person, is accepted once, and of accepting and taking back one happens', async ({
  server,
}) => {
  const [ada, bob, cyd] = [newVisitor(server), newVisitor(server), newVisitor(server)];
  const adas = await ada.signUp();
  const [bobs, cyds] = [await bob.signUp(), await cyd.signUp()];
  const id = await writeNote(ada);
  await share(ada, id, bobs);
  await share(ada, id, cyds, 'editor');
  await about(ada, id, bobs, 'Offer ownership');
  const accept = await formSaying(bob, `/notes/${id}`, 'Accept');
  const stranger = newVisitor(server);
  await stranger.signUp();
  expect((await stranger.submit(accept, [])).status).toBe(404);
  // People in the list can see that there is nothing for them to accept; nothing happens.
  for (const other of [cyd, ada])
    expect((await other.submit(accept, [])).headers.location).toBe(`/notes/${id}`);
  const first = { [adas]: 'owner', [bobs]: 'viewer', [cyds]: 'editor' };
  expect(relationsOf(server, id)).toEqual(first);

  const answers = await Promise.all(Array.from({ length: 6 }, () => bob.submit(accept, [])));
  // The first hands it over, and the others lead to what is theirs now.
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(303));
  const handed = { [adas]: 'editor', [bobs]: 'owner', [cyds]: 'editor' };
  expect(relationsOf(server, id)).toEqual(handed);

  await about(bob, id, adas, 'Offer ownership');
  const back = await formSaying(ada, `/notes/${id}`, 'Accept');
  const withdraw = await formSaying(bob, `/notes/${id}/sharing`, `Withdraw offer of ${adas}`);
  const [accepted, withdrawn] = await Promise.all([ada.submit(back, []), bob.submit(withdraw, [])]);
  const isAccepted = accepted.status === 303;
  expect(withdrawn.status === 303).toBe(!isAccepted);
  expect(relationsOf(server, id)[adas]).toBe(isAccepted ? 'owner' : 'editor');
  expect(Object.values(relationsOf(server, id)).filter((one) => one === 'owner')).toHaveLength(1);
});

test('when its owner is shut out a note stays with those it is shared with, and changes hands no more', async ({
  server,
}) => {
  const [ada, bob] = [newVisitor(server), newVisitor(server)];
  const adas = await ada.signUp();
  const email = await bob.signUp();
  const id = await writeNote(ada, 'Plans', 'First');
  await share(ada, id, email);
  await about(ada, id, email, 'Offer ownership');
  const sharing = await formSaying(ada, `/notes/${id}/sharing`, 'Share');
  change(server, 'update users set disabled_at = 1 where email = ?', adas);
  const late = await ada.submit(sharing, [
    ['email', newEmail()],
    ['role', 'viewer'],
  ]);
  expect(wayToSignIn(late)).toContain('/sign-in?');
  expect((await bob.go(`/notes/${id}`)).text).toContain('First');
  const accept = await formSaying(bob, `/notes/${id}`, 'Accept');
  expect((await bob.submit(accept, [])).status).toBe(404);
  expect(relationsOf(server, id)).toEqual({ [adas]: 'owner', [email]: 'viewer' });
});

test('the mail about a share holds nothing that its sender chose, and no secret', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const name = '<b>Bank</b> https://evil.test/x \u200f';
  const sender = await ada.signUp({ name });
  const id = await writeNote(
    ada,
    'Win at https://evil.test <a href="//evil.test">',
    'www.evil.test',
  );
  const email = newEmail();
  await share(ada, id, email);
  const mail = await latestMail(server.port, email);
  expect(mail).toContain(sender);
  expect(mail).not.toMatch(/evil|Bank|Win at/);
  expect(mail).not.toContain(id);
  expect(mail).not.toMatch(/\b\d{6}\b/);
  const [row] = rows(server, 'select subject, recipient from outbox where recipient = ?', email);
  expect(row).toEqual({ subject: 'A note was shared with you', recipient: email });
});

test('one mailbox gets few mails about shares, one giver gives so many, and neither shows to whom', {
  tag: '@long',
}, async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const email = newEmail();
  const id = await writeNote(ada);
  const form = await formSaying(ada, `/notes/${id}/sharing`, 'Share');
  const statuses: number[] = [];
  for (let round = 0; round < 30; round++) {
    const given = await ada.submit(form, [
      ['email', email],
      ['role', 'viewer'],
    ]);
    const removal = given.status === 303 ? await about(ada, id, email, 'Remove') : given;
    statuses.push(given.status, removal.status);
  }
  expect(new Set(statuses)).toEqual(new Set([303]));
  expect(await mailsTo(server.port, email)).toHaveLength(5);
  for (let round = 0; round < 30; round++)
    await ada.submit(form, [
      ['email', newEmail()],
      ['role', 'viewer'],
    ]);
  const refused = await ada.submit(form, [
    ['email', newEmail()],
    ['role', 'viewer'],
  ]);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.text).toContain('Too many tries.');
});
