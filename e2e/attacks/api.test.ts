import { apiByCookie, apiOfNobody } from '#e2e/support/api';
import { expect, newEmail, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('who I am, where I am signed in, and signing out elsewhere', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const other = newVisitor(server);
  await other.signIn(email);
  const api = apiByCookie(server, ada);
  expect((await api('GET', '/me')).json).toMatchObject({ email, name: 'Ada', role: 'member' });
  const { sessions } = (await api('GET', '/sessions')).json;
  expect(sessions.map((one: { isThisOne: boolean }) => one.isThisOne)).toEqual([false, true]);
  expect((await api('DELETE', `/sessions/${sessions[0].id}`)).status).toBe(204);
  expect((await apiByCookie(server, other)('GET', '/me')).status).toBe(401);
  expect((await api('DELETE', `/sessions/${sessions[0].id}`)).status).toBe(404);
  await other.signIn(email);
  expect((await api('DELETE', '/sessions')).json).toEqual({ ended: true });
  expect((await api('DELETE', '/sessions')).json).toEqual({ ended: false });
  expect((await apiByCookie(server, other)('GET', '/sessions')).status).toBe(401);
  expect((await api('HEAD', '/me')).status).toBe(200);
});

test('an answer comes with its length, and packed, when it is long, for a client that can unpack it', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const api = apiByCookie(server, ada);
  const body = { title: 'Long', text: 'all work and no play '.repeat(500) };
  const { id } = (await api('POST', '/notes', { body })).json;
  const short = await api('GET', '/me', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(short.headers['content-length']).toBe(String(Buffer.byteLength(short.text)));
  const long = await fetch(`${server.url}/api/v1/notes/${id}`, {
    headers: { 'Accept-Encoding': 'gzip', Cookie: ada.cookie(), 'X-Forwarded-For': ada.network },
  });
  expect(long.headers.get('content-encoding')).toBe('gzip');
  expect(await long.json()).toMatchObject({ id, text: body.text });
});

test('a note is written, read, changed on the revision that was read, and deleted', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const api = apiByCookie(server, ada);
  const made = await api('POST', '/notes', { body: { title: '  Plans ', text: 'a\r\nb' } });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ title: 'Plans', text: 'a\nb', revision: 1, relation: 'owner' });
  expect(made.headers.etag).toBe('"1"');
  const path = `/notes/${made.json.id}`;
  expect(made.headers.location).toBe(`/api/v1${path}`);

  const body = { title: 'Plans', text: 'Second' };
  const unsaid = await api('PUT', path, { body });
  expect([unsaid.status, unsaid.json.reason]).toEqual([428, 'condition_missing']);
  const saved = await api('PUT', path, { body, headers: { 'If-Match': '"1"' } });
  expect([saved.status, saved.headers.etag, saved.json.text]).toEqual([200, '"2"', 'Second']);
  const stale = await api('PUT', path, {
    body: { title: 'Plans', text: 'Lost' },
    headers: { 'If-Match': '"1"' },
  });
  expect([stale.status, stale.json.reason]).toEqual([412, 'changed_meanwhile']);
  expect(stale.headers.etag).toBe('"2"');
  const weak = await api('PUT', path, { body, headers: { 'If-Match': 'W/"2"' } });
  expect(weak.status).toBe(200);
  for (const condition of ['*', '"1", "2"', '2', '"x"', '""', '"99999999999"', ''])
    expect((await api('PUT', path, { body, headers: { 'If-Match': condition } })).status).toBe(400);
  expect((await api('GET', path)).json).toMatchObject({ text: 'Second', revision: 3 });

  const unread = await api('DELETE', path, { headers: { 'If-Match': '"2"' } });
  expect([unread.status, unread.json.reason, unread.headers.etag]).toEqual([
    412,
    'changed_meanwhile',
    '"3"',
  ]);
  expect((await api('DELETE', path, { headers: { 'If-Match': '*' } })).status).toBe(400);
  expect((await api('DELETE', path)).status).toBe(204);
  expect((await api('GET', path)).status).toBe(404);
  expect((await api('DELETE', path)).status).toBe(404);
});

test('notes come in pages, newest first, until there are no more', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const api = apiByCookie(server, ada);
  for (let nth = 0; nth < 27; nth++)
    await api('POST', '/notes', { body: { title: `Note ${nth}`, text: '' } });
  const first = (await api('GET', '/notes')).json;
  expect(first.notes).toHaveLength(25);
  expect(first.notes[0].title).toBe('Note 26');
  const rest = (await api('GET', `/notes?after=${first.next}`)).json;
  expect(rest).toMatchObject({ notes: [{ title: 'Note 1' }, { title: 'Note 0' }], next: null });
  expect((await api('GET', '/notes?after=a&after=b')).json.errors).toEqual([
    { field: 'after', detail: 'Give it once.' },
  ]);
  expect((await api('GET', `/notes?after=${'x'.repeat(101)}`)).status).toBe(422);
  expect((await api('GET', '/notes?unknown=1')).status).toBe(200);
});

test('a note is shared, given another role, handed over, left and taken away', async ({
  server,
}) => {
  const [ada, bob] = [newVisitor(server), newVisitor(server)];
  const [adas, bobs] = [await ada.signUp(), await bob.signUp()];
  const [by, as] = [apiByCookie(server, ada), apiByCookie(server, bob)];
  const { id } = (await by('POST', '/notes', { body: { title: 'Plans', text: '' } })).json;
  const path = `/notes/${id}`;
  const absent = newEmail();
  for (const address of [bobs, absent])
    expect((await by('POST', `${path}/access`, { body: { address, role: 'viewer' } })).status).toBe(
      204,
    );
  const own = await by('POST', `${path}/access`, { body: { address: adas, role: 'viewer' } });
  expect(own.json.errors[0].field).toBe('address');

  const { people } = (await as('GET', `${path}/access`)).json;
  const [owner, viewer, waiting] = people;
  expect(owner).toMatchObject({ address: adas, relation: 'owner', person: null, how: 'made' });
  expect(viewer).toMatchObject({ address: bobs, relation: 'viewer', by: adas, isYou: true });
  expect(waiting).toMatchObject({ address: absent, how: 'shared', isYou: false });
  expect(viewer.person).toMatch(/^[0-9a-f]{24}$/);

  const body = { title: 'Plans', text: 'Bob was here' };
  const conditional = { body, headers: { 'If-Match': '"1"' } };
  expect((await as('PUT', path, conditional)).status).toBe(404);
  const editor = { body: { role: 'editor' } };
  expect((await by('PATCH', `${path}/access/${viewer.person}`, editor)).status).toBe(204);
  expect((await by('PATCH', `${path}/access/nobody`, editor)).status).toBe(404);
  expect((await as('PATCH', `${path}/access/${viewer.person}`, editor)).status).toBe(404);
  expect((await as('PUT', path, conditional)).status).toBe(200);

  const offer = { body: { address: bobs } };
  expect((await by('DELETE', `${path}/offer`)).json.reason).toBe('nothing_offered');
  expect((await by('PUT', `${path}/offer`, { body: { address: newEmail() } })).status).toBe(404);
  expect((await by('PUT', `${path}/offer`, offer)).status).toBe(204);
  expect((await by('DELETE', `${path}/offer`)).status).toBe(204);
  expect((await as('POST', `${path}/offer/accept`)).status).toBe(404);
  await by('PUT', `${path}/offer`, offer);
  expect((await as('GET', path)).json.isOffered).toBe(true);
  expect((await as('POST', `${path}/offer/decline`)).status).toBe(204);
  await by('PUT', `${path}/offer`, offer);
  expect((await as('POST', `${path}/offer/accept`)).status).toBe(204);
  expect((await as('GET', path)).json.relation).toBe('owner');
  expect((await as('DELETE', `${path}/access/me`)).status).toBe(404);
  expect((await by('DELETE', `${path}/access/me`)).status).toBe(204);
  expect((await by('GET', path)).status).toBe(404);
  const [, left] = (await as('GET', `${path}/access`)).json.people;
  expect(left.address).toBe(absent);
  expect((await as('DELETE', `${path}/access/${left.person}`)).status).toBe(204);
  expect((await as('GET', `${path}/access`)).json.people).toHaveLength(1);
});

test('what is not there, and a method that is not there, are problems too', async ({ server }) => {
  const api = apiOfNobody(server);
  for (const path of ['/nothing', '/notes/x/y/z', '/NOTES', '/me/..%2fnotes'])
    expect([400, 404], path).toContain((await api('GET', path)).status);
  const wrong = await api('POST', '/me');
  expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, HEAD']);
  expect((await api('GET', '/notes/x/offer/accept')).headers.allow).toBe('POST');
  expect((await api('HEAD', '/notes/x/offer/accept')).status).toBe(405);
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND'])
    expect((await api(method, '/notes')).status).toBe(405);
});
