import { PRIVATE } from '#e2e/support/gated';
import { answersIn, sendRaw } from '#e2e/support/raw-socket';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n';

test('a message whose end is in doubt is refused, and nothing behind it is answered', async ({
  server,
}) => {
  const host = `Host: localhost:${server.port}`;
  const messages: Record<string, string> = {
    'length and chunks': `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    'two lengths': `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 0\r\nContent-Length: 50\r\n\r\n${SMUGGLED}`,
    'space before the colon': `POST / HTTP/1.1\r\n${host}\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    'an unknown coding': `POST / HTTP/1.1\r\n${host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    'chunked twice': `POST / HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    'a folded header': `GET / HTTP/1.1\r\n${host}\r\nX-A: a\r\n b\r\n\r\n`,
    'bare line feeds': `GET / HTTP/1.1\n${host}\n\n`,
    'a bare carriage return': `GET / HTTP/1.1\r\n${host}\r\nX-A: a\rX-B: b\r\n\r\n`,
    'a NUL in a header': `GET / HTTP/1.1\r\n${host}\r\nX-A: a\0b\r\n\r\n`,
    'a space in a name': `GET / HTTP/1.1\r\n${host}\r\nX A: b\r\n\r\n`,
    'two hosts': `GET / HTTP/1.1\r\n${host}\r\n${host}\r\n\r\n`,
    'two hosts in two cases': `GET / HTTP/1.1\r\n${host}\r\nhOST: evil.test\r\n\r\n`,
    'no host': 'GET / HTTP/1.1\r\n\r\n',
    'another protocol': `GET / HTTP/3.0\r\n${host}\r\n\r\n`,
    'no protocol': 'GET /\r\n\r\n',
    'a TLS greeting': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    // Signing out reads no body, so it may be answered before its end turns out to be broken.
    'a chunk with a bad end': `POST /sign-out HTTP/1.1\r\n${host}\r\nOrigin: ${server.url}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naXX0\r\n\r\n`,
  };
  for (const [what, message] of Object.entries(messages)) {
    const text = await sendRaw(server.port, message);
    const answers = answersIn(text);
    expect(answers.length, what).toBeLessThanOrEqual(1);
    for (const status of answers)
      expect([303, 400, 403, 404, 421, 505], `${what} ${text}`).toContain(status);
    if (!what.startsWith('a chunk')) expect(text, what).toMatch(/connection: close/i);
  }
});

test('headers of more than 16 kB get one plain 431 with the headers of every answer', async ({
  server,
}) => {
  const host = `Host: localhost:${server.port}`;
  for (const line of [`Cookie: session=${'a'.repeat(20_000)}`, `X-A: ${'b'.repeat(30_000)}`]) {
    const text = await sendRaw(
      server.port,
      `GET /dashboard HTTP/1.1\r\n${host}\r\n${line}\r\n\r\n`,
    );
    expect(answersIn(text)).toEqual([431]);
    expect(text).toContain("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'");
    expect(text).toContain('X-Content-Type-Options: nosniff');
    expect(text).toContain('Your browser sent too much');
  }
  const long = await sendRaw(
    server.port,
    `GET /${'a'.repeat(9_000)} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
  );
  expect(answersIn(long)).toEqual([414]);
});

test('requests on one connection are answered one by one, each for its own visitor', async ({
  server,
}) => {
  const [ada, bob] = [newVisitor(server), newVisitor(server)];
  const emails = [await ada.signUp(), await bob.signUp()];
  const get = (cookie: string | undefined, last = false) =>
    `GET /dashboard HTTP/1.1\r\nHost: localhost:${server.port}\r\n${cookie ? `Cookie: session=${cookie}\r\n` : ''}${last ? 'Connection: close\r\n' : ''}\r\n`;
  const text = await sendRaw(
    server.port,
    get(ada.cookies.get('session')) +
      get(undefined) +
      get(bob.cookies.get('session')) +
      get(undefined, true),
    10_000,
  );
  expect(answersIn(text)).toEqual([200, 307, 200, 307]);
  const [, first = '', second = '', third = '', fourth = ''] = text.split(/^HTTP\/1\.1 /m);
  expect(first).toContain(emails[0]);
  expect(first).not.toContain(emails[1]);
  expect(third).toContain(emails[1]);
  expect(third).not.toContain(emails[0]);
  expect(second + fourth).not.toMatch(PRIVATE);
});

test('what follows a refused request on the same connection is not taken for another', async ({
  server,
}) => {
  const host = `Host: localhost:${server.port}`;
  const foreign = `POST /sign-out HTTP/1.1\r\n${host}\r\nOrigin: http://evil.test\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`;
  const answers = answersIn(await sendRaw(server.port, foreign));
  expect(answers).toEqual([403]);
  const tooLarge = `POST /sign-in HTTP/1.1\r\n${host}\r\nOrigin: ${server.url}\r\nContent-Length: 900000\r\n\r\n${SMUGGLED}`;
  expect(answersIn(await sendRaw(server.port, tooLarge))).toEqual([413]);
});
