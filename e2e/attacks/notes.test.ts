import { randomUUID } from 'node:crypto';
import { comparableAnswer } from '#e2e/support/comparable-answer';
import { type Answer, actionId, asCall, asForm, type PageForm } from '#e2e/support/http';
import { type Field, multipart } from '#e2e/support/multipart';
import { about, formSaying, share, storedNotes, withHidden, writeNote } from '#e2e/support/notes';
import { rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { wayToSignIn } from '#e2e/support/way-to-sign-in';

const GOOD: Field[] = [
  ['title', 'Stolen'],
  ['text', 'words'],
];

type Act = { form: PageForm; fields: Field[]; hasState: boolean };

/**
 * Every form there is about a note, from pages where eve may use them: her own note, and one of a friend's
 * that is shared with her and offered to her.
 */
async function everyAct(server: TestServer, eve: Visitor, email: string) {
  const friend = newVisitor(server);
  const friendsEmail = await friend.signUp();
  const [own, others] = [await writeNote(eve, 'Own'), await writeNote(friend, 'Of a friend')];
  await share(eve, own, friendsEmail);
  await share(friend, others, email);
  await about(friend, others, email, 'Offer ownership');
  const row = (says: string) => formSaying(eve, `/notes/${own}/sharing`, says);
  const offer = await row(`Offer ownership of ${friendsEmail}`);
  await eve.submit(offer, []);
  const plain = (form: PageForm, fields: Field[] = []): Act => ({ form, fields, hasState: false });
  const acts: Record<string, Act> = {
    edit: {
      form: await formSaying(eve, `/notes/${own}`, 'Save note'),
      fields: GOOD,
      hasState: true,
    },
    share: {
      form: await row('Share'),
      fields: [
        ['email', email],
        ['role', 'editor'],
      ],
      hasState: true,
    },
    role: plain(await row(`Save role of ${friendsEmail}`), [['role', 'editor']]),
    remove: plain(await row(`Remove of ${friendsEmail}`)),
    offer: plain(offer),
    withdraw: plain(await row(`Withdraw offer of ${friendsEmail}`)),
    delete: plain(await formSaying(eve, `/notes/${own}/delete`, 'Delete')),
    leave: plain(await formSaying(eve, `/notes/${others}/leave`, 'Leave')),
    accept: plain(await formSaying(eve, `/notes/${others}`, 'Accept')),
    decline: plain(await formSaying(eve, `/notes/${others}`, 'Decline')),
  };
  return { acts, own };
}

/** An answer without what it was asked about: an id looks like any other. */
function masked(answer: Answer, id: string) {
  const text = JSON.stringify(comparableAnswer(answer, id));
  return text
    .replace(/<style.*?<\/style>/gs, '')
    .replace(/(nonce\\*":\\*")[\w+/=]+/g, '$1NONCE')
    .replace(/"[\w-]{21}([vm]\\*")/g, '"KEY$1')
    .replace(/ref [0-9a-f]{12}/g, 'ref')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'TYPED');
}

test('the note of somebody else answers exactly like one that does not exist', async ({
  server,
}) => {
  const [ada, eve] = [newVisitor(server), newVisitor(server)];
  await ada.signUp();
  await eve.signUp();
  const id = await writeNote(ada, 'canary-title', 'canary-text');
  for (const page of ['', '/sharing', '/delete', '/leave', '?done=saved']) {
    const real = await eve.go(`/notes/${id}${page}`);
    expect(real.status).toBe(404);
    expect(real.text).toContain('There is no such page');
    expect(real.text).not.toContain('canary');
    for (const other of [
      randomUUID(),
      `${id}0`,
      'x',
      '0',
      '%25',
      "'%20or%201=1",
      '%00',
      '%F0%9F%98%80',
    ]) {
      const answer = await eve.go(`/notes/${other}${page}`);
      expect(answer.status, other).toBe(404);
      expect(masked(answer, id), `${other}${page}`).toBe(masked(real, id));
    }
    const routed = await eve.go(`/notes/${id}${page}`, { headers: { RSC: '1' } });
    expect(routed.text).not.toContain('canary');
  }
  expect((await eve.go(`/notes?after=${id}`)).text).not.toContain('canary');
});

/** The act on this note, in four ways; the last names another beside it. */
async function aim(eve: Visitor, { form, fields, hasState }: Act, note: string, other: string) {
  const aimed = withHidden(form, { note, email: 'waiting@example.com' });
  const bare = { ...aimed, hidden: aimed.hidden.filter(([field]) => field !== 'note') };
  const named: Field[] = [
    ['note', note],
    ['note', other],
  ];
  const answers: Answer[] = [];
  for (const sent of [
    asForm(aimed, fields),
    asCall(aimed, fields, { hasState }),
    asForm(bare, [['note', note, 'a.txt'], ...fields]),
    asForm(bare, [...named, ...fields]),
  ])
    answers.push(await eve.post(form.path, sent));
  return answers;
}

test('ids of notes that are not one’s own do nothing, in whichever form or call they are sent', async ({
  server,
}) => {
  const [ada, eve] = [newVisitor(server), newVisitor(server)];
  const adasEmail = await ada.signUp();
  const email = await eve.signUp();
  const id = await writeNote(ada, 'canary-title', 'canary-text');
  await share(ada, id, 'waiting@example.com');
  const { acts } = await everyAct(server, eve, email);
  const before = storedNotes(server);
  for (const [name, act] of Object.entries(acts)) {
    const answers: Answer[][] = [];
    for (const note of [id, randomUUID(), '01a20277-7d28-741a-adb6-dbbbcdbea79d'])
      answers.push(await aim(eve, act, note, id));
    for (const { status, text } of answers.flat()) {
      expect([404, 422], name).toContain(status);
      expect(text).not.toMatch(/canary/);
      expect(text).not.toContain(adasEmail);
    }
    const [real, ...others] = answers.map((got) => got.map((one) => masked(one, id)));
    for (const other of others) expect(other, name).toEqual(real);
  }
  expect(storedNotes(server)).toEqual(before);
  const [entry] = rows(
    server,
    'select e.type, e.result from audit_events e join users u on u.id = e.user_id where u.email = ? and e.object = ?',
    email,
    `note:${id}`,
  );
  expect(entry).toEqual({ type: 'authz_fail', result: 'failure' });
});

test('a form about a note that comes from another site is refused before anything happens', {
  tag: '@long',
}, async ({ server }) => {
  const eve = newVisitor(server);
  const email = await eve.signUp();
  const { acts } = await everyAct(server, eve, email);
  const before = storedNotes(server);
  for (const { form, fields, hasState } of Object.values(acts))
    for (const { body, headers } of [asForm(form, fields), asCall(form, fields, { hasState })])
      for (const origin of ['http://evil.test', 'null', `${server.url}.evil.test`]) {
        const answer = await eve.post(form.path, { body, headers: { ...headers, Origin: origin } });
        expect(answer.status).toBe(403);
      }
  expect(storedNotes(server)).toEqual(before);
});

test('a stranger’s form about a note leads to the sign-in and does nothing', {
  tag: '@long',
}, async ({ server }) => {
  const eve = newVisitor(server);
  const { acts } = await everyAct(server, eve, await eve.signUp());
  const before = storedNotes(server);
  const stranger = newVisitor(server);
  for (const { form, fields, hasState } of Object.values(acts))
    for (const sent of [asForm(form, fields), asCall(form, fields, { hasState })]) {
      const answer = await stranger.post(form.path, sent);
      expect([200, 303, 409]).toContain(answer.status);
      expect(wayToSignIn(answer)).toMatch(/^\/sign-in\?next=/);
      expect(answer.text).not.toMatch(/Own|Of a friend/);
    }
  expect(storedNotes(server)).toEqual(before);
});

const ARGUMENTS = [
  'null', '1', '"text"', '{}', '[]', '[null]', '[{},null]', '[{},{}]', '[{},"$undefined"]', '[{},"$n123"]',
  '[{},"$Q1"]', '[{},"$T"]', '[{},"$F1"]', '[{},{"get":1}]', '[{"note":"x"}]', '["$K9"]', '{"__proto__":{"a":1}}',
]; // biome-ignore format: one list

test('arguments that are no form are refused by every act on notes', { tag: '@long' }, async ({
  server,
}) => {
  const eve = newVisitor(server);
  const { acts } = await everyAct(server, eve, await eve.signUp());
  const before = storedNotes(server);
  for (const { form } of Object.values(acts))
    for (const value of ARGUMENTS) {
      const { body, headers } = multipart([
        ['1', '[1]'],
        ['0', value],
      ]);
      const answer = await eve.post(form.path, {
        body,
        headers: { ...headers, 'Next-Action': actionId(form), Accept: 'text/x-component' },
      });
      expect(answer.status, value).toBeGreaterThanOrEqual(400);
      expect(answer.status, value).toBeLessThan(500);
    }
  expect(storedNotes(server)).toEqual(before);
  expect((await eve.go('/notes')).status).toBe(200);
});

test('fields that no form has change nothing: no id, no owner, no revision of one’s own choice', async ({
  server,
}) => {
  const eve = newVisitor(server);
  await eve.signUp();
  const chosen = randomUUID();
  const answer = await eve.submit(await eve.form('/notes/new'), [
    ...GOOD,
    ['id', chosen],
    ['note', chosen],
    ['revision', '99'],
    ['relation', 'viewer'],
    ['subject', 'user:x'],
    ['createdAt', '0'],
    ['__proto__[revision]', '99'],
    ['constructor', 'x'],
  ]);
  const id = String(answer.headers.location).match(/\/notes\/([^?]+)/)?.[1];
  expect(id).not.toBe(chosen);
  const [note] = rows(server, 'select revision, created_at from notes where id = ?', id);
  expect(note?.['revision']).toBe(1);
  expect(Number(note?.['created_at'])).toBeGreaterThan(Date.UTC(2020, 0));
  expect(rows(server, 'select relation from grants where object = ?', id)).toEqual([
    { relation: 'owner' },
  ]);
});
