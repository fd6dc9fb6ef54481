import { apiByCookie } from '#e2e/support/api';
import { LONGEST } from '#e2e/support/fill';
import { asForm } from '#e2e/support/http';
import type { Field } from '#e2e/support/multipart';
import { formSaying, storedNotes, withHidden, writeNote } from '#e2e/support/notes';
import { rows } from '#e2e/support/rows';
import { LIGHT, startServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const TITLE: Field = ['title', 'Plans'];
const TEXT: Field = ['text', 'First'];

const BAD: [what: string, fields: Field[], says: RegExp][] = [
  ['no title', [TEXT], /Enter a title/],
  ['a title of spaces', [['title', ' \u00a0 '], TEXT], /Enter a title/],
  ['an invisible title', [['title', '\u200b\u202e'], TEXT], /Enter a title/],
  ['a title of two lines', [['title', 'a\r\nb'], TEXT], /invisible control characters/],
  ['a title with a NUL', [['title', 'a\u0000'], TEXT], /invisible control characters/],
  ['a title that is too long', [['title', 'ä'.repeat(201)], TEXT], /at most 200 characters/],
  ['two titles', [TITLE, ['title', 'x'], TEXT], /this field once/],
  ['a title that is a file', [['title', 'x', 'a.txt'], TEXT], /not a file/],
  ['an escape in the text', [TITLE, ['text', 'a\u001b[31m']], /invisible control characters/],
  ['a NUL in the text', [TITLE, ['text', 'a\u0000b']], /invisible control characters/],
  ['bytes that are no text', [TITLE, ['text', '\ufffd']], /could not be read/],
  ['a text that is too long', [TITLE, ['text', 'a'.repeat(20_001)]], /at most 20,000 characters/],
  ['two texts', [TITLE, TEXT, TEXT], /this field once/],
  ['a text that is a file', [TITLE, ['text', 'x', 'a.txt']], /not a file/],
];

test('what no note can be is refused at its field, in a new note and in an edited one', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const id = await writeNote(ada);
  const before = storedNotes(server);
  const forms = [await ada.form('/notes/new'), await formSaying(ada, `/notes/${id}`, 'Save note')];
  for (const [what, fields, says] of BAD)
    for (const form of forms)
      for (const as of ['form', 'call'] as const) {
        const answer = await ada.submit(form, fields, as);
        expect(answer.status, what).toBe(422);
        expect(answer.text, what).toMatch(says);
      }
  expect(storedNotes(server)).toEqual(before);
});

test('a pasted terminal log is refused and shown again without its escapes, and saved so when it is sent again', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const id = await writeNote(ada, 'Keep', 'PRECIOUS');
  const form = await formSaying(ada, `/notes/${id}`, 'Save note');
  const refused = await ada.submit(form, [TITLE, ['text', 'PRECIOUS and \u001b[31mmore\u001b[0m']]);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('taken off below');
  const shown = refused.text.match(/<textarea[^>]*>\n?([^<]*)<\/textarea>/)?.[1] ?? '';
  expect(shown).toBe('PRECIOUS and [31mmore[0m');
  expect((await ada.submit(form, [TITLE, ['text', shown]])).status).toBe(303);
  expect(rows(server, 'select text from notes where id = ?', id)).toEqual([{ text: shown }]);
});

test('a revision that was made up never writes', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const id = await writeNote(ada);
  const form = await formSaying(ada, `/notes/${id}`, 'Save note');
  for (const [revision, status] of [
    ['', 422],
    ['-1', 422],
    ['1e0', 422],
    ['1 or 1=1', 422],
    ['9'.repeat(30), 422],
    ['0', 409],
    ['2', 409],
  ] as const) {
    const answer = await ada.submit(withHidden(form, { revision }), [TITLE, ['text', 'anew']]);
    expect(answer.status, revision).toBe(status);
  }
  expect(rows(server, 'select text, revision from notes where id = ?', id)).toEqual([
    { text: 'First', revision: 1 },
  ]);
});

test('what cannot be shared is refused at its field', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const id = await writeNote(ada);
  const form = await formSaying(ada, `/notes/${id}/sharing`, 'Share');
  const before = storedNotes(server);
  const role: Field = ['role', 'viewer'];
  const to: Field = ['email', 'bob@example.com'];
  const bad: [Field[], RegExp][] = [
    [[role], /Enter your email address/],
    [[['email', 'a@b.test, c@d.test'], role], /email address like/],
    [[['email', 'a@b.test\r\nBcc: c@d.test'], role], /control characters|email address like/],
    [[['email', 'user:1'], role], /email address like/],
    [[['email', 'mailbox:bob@example.com'], role], /email address like/],
    [[['email', ` ${email.toUpperCase()} `], role], /your own address/],
    [[to], /viewer or editor/],
    [[to, ['role', 'owner']], /viewer or editor/],
    [[to, ['role', '']], /viewer or editor/],
    [[to, ['role', 'EDITOR']], /viewer or editor/],
    [[to, role, ['role', 'editor']], /this field once/],
    [[to, ['role', 'editor', 'a.txt']], /not a file/],
  ];
  for (const [fields, says] of bad)
    for (const as of ['form', 'call'] as const) {
      const answer = await ada.submit(form, fields, as);
      expect(answer.status, JSON.stringify(fields)).toBe(422);
      expect(answer.text, JSON.stringify(fields)).toMatch(says);
    }
  expect(storedNotes(server)).toEqual(before);
});

test('the longest text in the widest characters is kept whole, also after a refusal; more is too much', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const id = await writeNote(ada);
  const text = '😀'.repeat(20_000);
  const form = await formSaying(ada, `/notes/${id}`, 'Save note');
  const refused = await ada.submit(form, [
    ['title', ''],
    ['text', text],
  ]);
  expect(refused.status).toBe(422);
  const state = refused.text.match(/<input[^>]*name="\$ACTION_1:1"[^>]*value="([^"]*)"/)?.[1];
  expect(state).toContain(text);
  const again = {
    ...form,
    hidden: form.hidden.map(([name, value]): [string, string] => [
      name,
      name === '$ACTION_1:1' ? (state ?? '').replaceAll('&quot;', '"') : value,
    ]),
  };
  const saved = await ada.submit(again, [TITLE, ['text', text]]);
  expect(saved.status).toBe(303);
  expect(rows(server, 'select text from notes where id = ?', id)).toEqual([{ text }]);

  const large = asForm(form, [TITLE, ['text', 'a'.repeat(400 * 1024)]]);
  expect((await ada.post(form.path, large)).status).toBe(413);
  expect((await ada.post('/sign-in', large)).status).toBe(413);
  expect(
    (await ada.post('/notesandmore', asForm(form, [['text', 'a'.repeat(70_000)]]))).status,
  ).toBe(413);
});

test('a title and a text are shown as they are, and run nowhere', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const canary = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}';
  const id = await writeNote(ada, canary, `</textarea>${canary}`);
  const reader = newVisitor(server);
  const email = await reader.signUp();
  const form = await formSaying(ada, `/notes/${id}/sharing`, 'Share');
  await ada.submit(form, [
    ['email', email],
    ['role', 'viewer'],
  ]);
  for (const [visitor, path] of [
    [ada, '/notes'],
    [ada, `/notes/${id}`],
    [ada, `/notes/${id}/sharing`],
    [ada, `/notes/${id}/delete`],
    [reader, '/notes'],
    [reader, `/notes/${id}`],
    [reader, `/notes/${id}/leave`],
  ] as const) {
    const { status, text } = await visitor.go(path);
    expect(status).toBe(200);
    expect(text).not.toMatch(/<script>alert|<img src=x/);
    expect(text).toContain('&lt;img src=x');
  }
});

test('a note that the account has no room for is refused in words and kept, by the page and by the API; a shorter one fits', {
  tag: '@long',
}, async () => {
  const server = await startServer({ ...LIGHT, STORAGE_QUOTA_MB: '1' });
  const ada = newVisitor(server);
  await ada.signUp();
  const ids: string[] = [];
  for (let nth = 0; nth < 12; nth++) ids.push(await writeNote(ada, 'Long', LONGEST));
  const short = await writeNote(ada);
  const before = storedNotes(server);
  const typed: Field[] = [
    ['title', 'One too many'],
    ['text', LONGEST],
  ];
  for (const [path, says] of [
    ['/notes/new', 'There is no room for this note: all your notes together may take up 1 MB.'],
    [`/notes/${short}`, 'all notes of one account together may take up 1 MB'],
  ] as const) {
    const form = await formSaying(ada, path, 'Save note');
    for (const as of ['form', 'call'] as const) {
      const { status, text } = await ada.submit(form, typed, as);
      expect([status, text.includes(says), text.includes(LONGEST)], `${path} ${as}`).toEqual([
        422,
        true,
        true,
      ]);
      expect(text).toContain('One too many');
    }
  }
  const api = apiByCookie(server, ada);
  const refused = await api('POST', '/notes', { body: { title: 'One too many', text: LONGEST } });
  expect([refused.status, refused.json.reason]).toEqual([422, 'storage_full']);
  expect(storedNotes(server)).toEqual(before);

  await writeNote(ada, 'Fits', 'a'.repeat(20_000));
  expect((await api('DELETE', `/notes/${ids[0]}`)).status).toBe(204);
  await writeNote(ada, 'Fits now', LONGEST);
  await server.remove();
});
