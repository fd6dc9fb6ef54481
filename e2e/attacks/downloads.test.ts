import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { newOwner } from '#e2e/support/account-acts';
import { addNotes, LONGEST } from '#e2e/support/fill';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const NOTES = 150;

/** Somebody with far more notes than a connection takes before it is read. */
async function hoarder(server: TestServer) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  addNotes(server, email, NOTES, LONGEST);
  return { visitor, email };
}

/** Asks for the download and reads no further than the head of the answer. */
async function begin(server: TestServer, visitor: Visitor): Promise<IncomingMessage> {
  const body = new URLSearchParams({ made_for: await visitor.mark() }).toString();
  const asked = request(`${server.url}/settings/data/export`, {
    method: 'POST',
    agent: false,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Cookie: visitor.cookie(),
      Origin: server.url,
      'X-Forwarded-For': visitor.network,
    },
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  return answer;
}

const download = (visitor: Visitor) => visitor.download();

test('one session makes one download at a time; a second is refused in words, costs nothing, and works later', {
  tag: '@long',
}, async ({ server }) => {
  const { visitor: ada, email } = await hoarder(server);
  const first = await begin(server, ada);
  expect(first.statusCode).toBe(200);
  for (let nth = 0; nth < 25; nth++) {
    const { status, headers, text } = await download(ada);
    expect([status, headers['retry-after']]).toEqual([503, '10']);
    expect(text).toContain('Another download of yours is still under way');
  }
  const { visitor: bob } = await newOwner(server);
  expect((await download(bob)).status).toBe(200);
  // One session does not keep another of the same person from theirs either.
  const elsewhere = newVisitor(server);
  await elsewhere.signIn(email);
  expect((await download(elsewhere)).status).toBe(200);
  first.destroy();
  // More than twenty were asked for: what was refused did not count.
  await expect.poll(async () => (await download(ada)).status).toBe(200);
});

test('a download that nobody reads is not made, and one that is hung up on is given up', async ({
  server,
}) => {
  const { visitor: ada } = await hoarder(server);
  const held = await begin(server, ada);
  const whole = await (async () => {
    held.destroy();
    let answer = await download(ada);
    while (answer.status === 503) answer = await download(ada);
    return answer;
  })();
  expect(whole.headers['content-disposition']).toContain('my-data.json');
  expect(Buffer.byteLength(whole.text)).toBeGreaterThan(NOTES * 80_000);
  const { notes } = JSON.parse(whole.text) as { notes: { text: string }[] };
  expect(notes).toHaveLength(NOTES);
  expect(notes.every(({ text }) => text === LONGEST)).toBe(true);
});
