import { connect } from 'node:net';
import { send } from '#e2e/support/http';
import { rows } from '#e2e/support/rows';
import { openStream, STREAM } from '#e2e/support/session-stream';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const OVER = ':\n\nevent: over\ndata:\n\n';

test('the stream of an open page says nothing, is kept and packed by nobody, and is no visit', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const seenAt = () =>
    rows(
      server,
      'select last_seen_at from sessions s join users u on u.id = s.user_id where email = ?',
      email,
    );
  const before = seenAt();
  const stream = await openStream(server, ada, { 'Accept-Encoding': 'gzip, br' });
  expect([stream.status, stream.headers['content-type']]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  expect(stream.headers).toMatchObject({
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  expect([stream.headers['content-encoding'], stream.headers['set-cookie']]).toEqual([
    undefined,
    undefined,
  ]);
  await expect.poll(() => stream.text).toBe(':\n\n');
  expect(seenAt()).toEqual(before);

  const elsewhere = newVisitor(server);
  await elsewhere.signIn(email);
  await ada.signOut();
  await stream.ended;
  expect(stream.text).toBe(OVER);
  const other = await openStream(server, elsewhere);
  await expect.poll(() => other.text).toBe(':\n\n');
  other.close();
});

test('nobody gets a stream from another site, without a session, or in another way than to read it', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  for (const headers of [
    { Origin: 'https://evil.test' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: server.url },
  ]) {
    const refused = await ada.go(STREAM, { headers });
    expect([refused.status, refused.headers['set-cookie']], JSON.stringify(headers)).toEqual([
      403,
      undefined,
    ]);
  }
  const eve = newVisitor(server);
  for (const cookie of ['', 'junk', 'Fe26.2*1*a*b*c*1*d*e~2', String(ada.cookies.get('browser'))]) {
    eve.cookies.set('session', cookie);
    const refused = await eve.go(`${STREAM}?session=${ada.cookies.get('session')}`);
    expect([refused.status, refused.text, refused.setCookies], cookie).toEqual([401, '', []]);
  }
  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const refused = await ada.go(STREAM, { method, headers: { Origin: server.url } });
    expect([method, refused.status, refused.headers['allow']]).toEqual([method, 405, 'GET']);
  }
  const another = await ada.go(STREAM, {
    headers: { 'Made-For': await markOf(newVisitor(server)) },
  });
  expect(another.status).toBe(409);
});

async function markOf(bob: ReturnType<typeof newVisitor>) {
  await bob.signUp();
  return bob.mark();
}

test('two hundred streams of one session are four, and keep nobody else from anything', async ({
  server,
  nodes,
}) => {
  const mallory = newVisitor(server);
  await mallory.signUp();
  const all = await Promise.all(Array.from({ length: 200 }, () => openStream(server, mallory)));
  const open = all.filter(({ status }) => status === 200);
  const refused = all.filter(({ status }) => status === 503);
  // Each node has its own.
  expect([open.length, refused.length]).toEqual([4 * nodes, 200 - 4 * nodes]);
  expect(new Set(refused.map(({ headers }) => headers['retry-after']))).toEqual(new Set(['10']));
  const ada = newVisitor(server);
  await ada.signUp();
  expect((await ada.go('/dashboard')).status).toBe(200);
  const stream = await openStream(server, ada);
  await expect.poll(() => stream.text).toBe(':\n\n');
  for (const one of [...all, stream]) one.close();
  await expect
    .poll(async () => {
      const again = await openStream(server, mallory);
      again.close();
      return again.status;
    })
    .toBe(200);
});

test('a reader that takes nothing costs a place until its session is over, and then its connection', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const socket = connect(server.port, '127.0.0.1');
  socket.pause();
  const head = [
    `GET ${STREAM} HTTP/1.1`,
    `Host: ${new URL(server.url).host}`,
    `Cookie: ${ada.cookie()}`,
  ];
  socket.write(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  const openPages = async () =>
    Number((await send(server, '/metrics')).text.match(/^gatehouse_open_pages (\d+)/m)?.[1]);
  await expect.poll(openPages).toBeGreaterThan(0);
  await ada.signOut();
  await expect.poll(openPages).toBe(0);
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.resume();
  await expect.poll(() => said).toContain('event: over');
  socket.destroy();
});
