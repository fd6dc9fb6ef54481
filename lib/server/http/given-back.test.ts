import { expect, test } from 'vitest';
import { setResponse } from '#lib/request/context';
import { givenBack } from '#lib/server/http/given-back';
import { type Handle, OURS, open, type SentRequest } from '#lib/server/http/handler.test-support';

const BOUNDARY = '----a-browser';
const multipart = (...parts: [head: string, value: string][]): SentRequest => ({
  method: 'POST',
  path: '/notes/new?a=1',
  headers: { ...OURS, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  body: `${parts.map(([head, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`).join('')}--${BOUNDARY}--\r\n`,
});

const NOTE: [string, string][] = [
  ['name="$ACTION_REF_1"', ''],
  ['name="made_for"', 'a-mark'],
  ['name="title"', 'Grüße "an" <b>alle</b>'],
  ['name="text"', '\r\nfirst\r\n</textarea><script>alert(1)</script>'],
  ['name="password"', 'walnut harbour'],
  ['name="file"; filename="a.txt"', 'of a file'],
];

/** Reads the whole form, as Next does, and then fails in some way. */
const failing =
  (fail: (...of: Parameters<Handle>) => void): Handle =>
  async (request, response) => {
    for await (const _ of request);
    setResponse({ actionStarted: true });
    fail(request, response);
    if (!response.headersSent) response.writeHead(404).end('a page');
  };

const REFUSAL = {
  status: 409,
  title: 'This is <for> another',
  says: 'This page was opened as a&b. Nothing was changed.',
  way: ['/sign-in?next=/notes', 'Sign in again'] as [string, string],
};

const WAYS: [name: string, status: number, handle: Handle][] = [
  ['a refusal', 409, failing(() => setResponse({ refusal: REFUSAL }))],
  ['a throttle', 429, failing(() => setResponse({ isThrottled: true, retryAfter: 9 }))],
  ['no database', 503, failing(() => setResponse({ unavailable: true, retryAfter: 9 }))],
  ['a failure', 500, failing((_, response) => response.writeHead(500).end())],
  [
    'an action that throws',
    500,
    async (request) => {
      for await (const _ of request);
      setResponse({ actionStarted: true });
      throw new Error('canary');
    },
  ],
  [
    'a page that is gone',
    404,
    failing((_, response) => response.setHeader('Content-Type', 'text/html')),
  ],
];

test.each(WAYS)('%s gives back what was typed, and never a password', async (_, status, handle) => {
  const answer = await (await open(handle))(multipart(...NOTE));
  expect(answer.status).toBe(status);
  expect(answer.headers['cache-control']).toBe('private, no-store');
  const { text } = answer;
  expect(text).toContain('value="Grüße &quot;an&quot; &lt;b&gt;alle&lt;/b&gt;"');
  expect(text).toContain('>\n\r\nfirst\r\n&lt;/textarea&gt;&lt;script&gt;');
  expect(text).toContain(
    '<form method="post" action="/notes/new?a=1" enctype="multipart/form-data"',
  );
  expect(text).toContain('<input type="hidden" name="$ACTION_REF_1" value="">');
  expect(text).toContain('<input type="hidden" name="made_for" value="a-mark">');
  expect(text).toMatch(/<input type="password" id="[\w-]+" name="password"[^>]*>/);
  expect(text).toContain('Send it again');
  expect(text).not.toMatch(/walnut|of a file|<script|Nothing was (granted|lost)/);
});

test('what was sent by a form without files comes back the same way', async () => {
  const send = await open(failing(() => setResponse({ refusal: REFUSAL })));
  const { text } = await send({
    method: 'POST',
    headers: { ...OURS, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'title=a+%3Cb%3E&note=1',
  });
  expect(text).toContain('value="a &lt;b&gt;"');
  expect(text).toContain('<h1>This is &lt;for&gt; another</h1><p>This page was opened as a&amp;b.');
  expect(text).toContain(
    'href="/sign-in?next=/notes" target="_blank">Sign in again (in a new tab)',
  );
});

test('what a script sent is told to the script, whose page still has it all', async () => {
  const send = await open(failing(() => setResponse({ refusal: REFUSAL })));
  const sent = multipart(...NOTE);
  const { status, headers, text } = await send({
    ...sent,
    headers: { ...sent.headers, 'next-action': 'x' },
  });
  expect([status, headers['content-type']]).toEqual([409, 'text/plain']);
  expect(JSON.parse(text)).toEqual({ problem: { text: REFUSAL.says, way: REFUSAL.way } });
});

test('where the action is gone the text is there to be copied, and the page can be opened beside it', async () => {
  const send = await open(
    failing((_, response) => response.setHeader('x-nextjs-action-not-found', '1')),
  );
  const { status, text } = await send(multipart(...NOTE));
  expect(status).toBe(409);
  expect(text).toMatch(/<textarea[^>]* readonly/);
  expect(text).toContain('href="/notes/new?a=1" target="_blank">Open the page again');
  expect(text).not.toMatch(/type="submit"|type="password"/);
});

test.each([
  [
    'comes from another site',
    {
      ...multipart(...NOTE),
      headers: {
        origin: 'http://evil.test',
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      },
    },
    403,
  ],
  [
    'is for another host',
    { ...multipart(...NOTE), headers: { ...multipart(...NOTE).headers, host: `evil.test` } },
    421,
  ],
  ['is too large', { ...multipart(...NOTE, ['name="text"', 'x'.repeat(400_000)]) }, 413],
] as [string, SentRequest, number][])(
  'nothing is given back of what %s',
  async (_, sent, status) => {
    const { status: got, text } = await (await open(failing(() => undefined)))(sent);
    expect(got).toBe(status);
    expect(text).not.toContain('alle');
  },
);

test('a form without text leaves the page as it is, and so does what is no form', async () => {
  const send = await open(failing(() => setResponse({ refusal: REFUSAL })));
  for (const sent of [
    multipart(
      ['name="note"', 'one'],
      ['name="title"', '  '],
      ['name="password"', 'walnut harbour'],
    ),
    { ...multipart(...NOTE), headers: { ...OURS, 'content-type': 'application/json' } },
    { ...multipart(...NOTE), headers: { ...OURS, 'content-type': 'multipart/form-data' } },
    { ...multipart(...NOTE), body: 'no parts at all' },
    { ...multipart(...NOTE), body: `--${BOUNDARY}\r\nname="title"\r\n--${BOUNDARY}--` },
  ])
    expect((await send(sent)).text).not.toMatch(/<form|alle|walnut/);
});

test.each(['title', 'constructor', '__proto__', '"><script>'])(
  'a field called %j is text only',
  (name) => {
    const html = givenBack(
      [
        ['title', 'a'],
        [name, '"><script>'],
      ],
      `/x?"><script>`,
    );
    expect(html).not.toContain('<script');
    expect(html.match(/<form/g)).toHaveLength(1);
  },
);
