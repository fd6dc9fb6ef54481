import {
  ANOTHER,
  askForReset,
  askToMove,
  moveCode,
  reset,
  resetCode,
  SUBJECTS,
  verifyMove,
} from '#e2e/support/account-acts';
import { latestCode, latestMail, mailsTo, readWholeMailbox } from '#e2e/support/mailbox';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const AGENT = {
  'User-Agent':
    'Mozilla/5.0 (http://evil.test/<a href="http://evil.test">) <img src=x onerror=alert(1)> Chrome/999 evil.test',
};
const NAME = 'Click http://evil.test/login or <a href="http://evil.test">here</a> \u200fgnp.exe';

/** A visitor who puts markup and addresses wherever something can be put. */
function newHostile(server: TestServer) {
  const visitor = newVisitor(server);
  const go: typeof visitor.go = (path, { headers = {}, ...sent } = {}) =>
    visitor.go(path, { ...sent, headers: { ...AGENT, ...headers } });
  const submit: typeof visitor.submit = (form, fields, as = 'form') =>
    visitor.submit(form, fields, as, AGENT);
  return { ...visitor, go, submit };
}

test('no mail of the account carries a link, a line or a recipient that a stranger wrote', async ({
  server,
}) => {
  const [email, moved, unknown, taken] = ['ada', 'moved', 'unknown', 'taken'].map(newEmail) as [
    string,
    string,
    string,
    string,
  ];
  await newVisitor(server).signUp({ email: taken });
  const eve = newHostile(server);
  await eve.submit(await eve.form('/sign-up'), [
    ['name', NAME],
    ['email', email],
    ['password', PASSWORD],
  ]);
  const code = await latestCode(server.port, email);
  await eve.submit(await eve.form('/sign-up/verify'), [['code', code]]);
  const elsewhere = newHostile(server);
  await elsewhere.submit(await elsewhere.form('/sign-in'), [
    ['email', email],
    ['password', PASSWORD],
  ]);
  await askForReset(newHostile(server), unknown);
  change(server, 'delete from limits');
  await askToMove(eve, taken);
  await askToMove(eve, moved);
  await verifyMove(eve, await moveCode(server, moved));
  await eve.submit(await eve.form('/settings/password'), [
    ['current', PASSWORD],
    ['password', ANOTHER],
    ['others', 'on'],
  ]);
  const forgetful = newHostile(server);
  await askForReset(forgetful, moved);
  await reset(forgetful, await resetCode(server, moved), PASSWORD);
  await forgetful.submit(await forgetful.form('/settings/data'), [['email', moved]]);
  await latestMail(server.port, moved, 'Your account was deleted');

  const sent = rows(
    server,
    'select template, recipient, subject, body from outbox where recipient in (?, ?, ?, ?)',
    email,
    moved,
    unknown,
    taken,
  );
  // What waited for the deleted account was deleted with it; all others are there.
  const kept = ['sign-up-code', 'new-browser', 'email-changed', 'no-account', 'address-taken', 'account-deleted']; // biome-ignore format: one list
  expect(kept.filter((one) => !sent.some(({ template }) => template === one))).toEqual([]);
  for (const { recipient, subject, body } of sent) {
    expect([email, moved, unknown, taken]).toContain(recipient);
    expect(subject).toMatch(/^[A-Z][\w ]+$/);
    expect(body).toMatch(/^Fe26\.2\*/);
  }
  const articles = (await readWholeMailbox(server.port))
    .split('<article')
    .slice(1)
    .map((one) => one.replace(/<\/article>.*/s, ''));
  const ours = articles.filter((one) => sent.some(({ recipient }) => one.includes(`${recipient}`)));
  expect(ours.length).toBeGreaterThanOrEqual(kept.length);
  for (const article of ours) {
    expect(article).not.toMatch(/evil\.test|\u200f|<img|onerror/);
    // The mailbox links to the mail of one recipient; the mail itself, also in its frame, links to nothing.
    expect(article).not.toMatch(/href=("|&quot;)(?!http:\/\/localhost|\/dev\/mailbox\?to=)/);
  }
});

test('every mail says what happened, when, from where, with what, and what to do if it was not you', async ({
  server,
}) => {
  const { email, network } = await (async () => {
    const ada = newVisitor(server);
    return { email: await ada.signUp(), network: ada.network };
  })();
  const eve = newVisitor(server);
  await askForReset(eve, email);
  const mail = await latestMail(server.port, email, SUBJECTS.reset);
  for (const words of ['When', 'UTC', 'From', eve.network, 'With', 'If this was not you'])
    expect(mail).toContain(words);
  expect(mail).not.toContain(network);
});

test('a second address in the field is no recipient', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const [forgot, move] = [
    await newVisitor(server).form('/forgot-password'),
    await ada.form('/settings/email'),
  ];
  for (const typed of [
    `${email}\r\nBcc: x@evil.test`,
    `${email}\nX: y`,
    `${email},x@evil.test`,
    `${email} x@evil.test`,
    `"x@evil.test" <${email}>`,
    `${email}%0d%0aBcc:x@evil.test`,
  ]) {
    expect((await newVisitor(server).submit(forgot, [['email', typed]])).status).toBe(422);
    expect((await ada.submit(move, [['email', typed]])).status).toBe(422);
  }
  expect(await mailsTo(server.port, 'x@evil.test')).toEqual([]);
});

test('addresses that look alike are one at the reset, the change and the deletion, or none', async ({
  server,
}) => {
  const tag = newEmail('a').split('@')[0]!;
  const email = `${tag}@xn--bcher-kva.test`;
  const ada = newVisitor(server);
  await ada.signUp({ email });
  const move = await ada.form('/settings/email');
  const forgot = await newVisitor(server).form('/forgot-password');
  for (const typed of [
    `${tag.toUpperCase()}@XN--BCHER-KVA.TEST`,
    `${tag}@bücher.test`,
    ` ${tag}@BÜCHER.test`,
    `${tag}@bu\u0308cher.test`,
    `${tag}@bücher．test`,
    `\u200b${tag}@bücher.test`,
    `Ada <${tag}@bücher.test>`,
  ]) {
    change(server, 'delete from limits');
    change(server, "delete from outbox where template = 'reset-code'");
    expect((await newVisitor(server).submit(forgot, [['email', typed]])).status).toBe(303);
    expect(await latestMail(server.port, email, SUBJECTS.reset)).toBeTruthy();
    const same = await ada.submit(move, [['email', typed]]);
    expect(same.text, typed).toContain('Your account has this address already.');
  }
  for (const typed of [`\u0430${tag}@b.test`, `${tag}\u202e@b.test`, `${tag}ı@b.test`, `${tag}.@b.test`, `${tag}@localhost`, `${tag}@@b.test`]) {
    expect((await newVisitor(server).submit(forgot, [['email', typed]])).status, typed).toBe(422);
    expect((await ada.submit(move, [['email', typed]])).status, typed).toBe(422);
  } // biome-ignore format: one list
  const data = await ada.form('/settings/data');
  expect((await ada.submit(data, [['email', `${tag}@b\u0075cher.test`]])).status).toBe(422);
  expect((await ada.submit(data, [['email', `${tag}@BÜCHER.test`]])).status).toBe(303);
});
