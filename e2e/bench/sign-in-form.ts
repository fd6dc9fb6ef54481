import { Agent, request } from 'node:http';
import { newNetwork } from '#e2e/bench/people';
import { BROWSER, PASSWORD } from '#e2e/bench/sample';

const BOUNDARY = '----gatehouse-bench';

/** Sends the sign-in form as a browser without JavaScript does; answers the session cookie. */
export type SignIn = (email: string) => Promise<string>;

class Refused extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined) {
    super(`A sign-in was answered with ${status}.`);
    this.status = status;
  }
}

/** Whether a sign-in was sent away because too many are under way. */
export const isBusy = (error: unknown) => error instanceof Refused && error.status === 503;

/** Reads the sign-in page once and gives what sends its form, over so many kept-alive connections. */
export async function openSignInForm(url: string, connections: number): Promise<SignIn> {
  const page = await (await fetch(`${url}/sign-in`)).text();
  const hidden = [...page.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => ({
    name: attribute(input, 'name'),
    value: attribute(input, 'value'),
  }));
  if (!hidden.some(({ name }) => name.startsWith('$ACTION')))
    throw new Error('The sign-in page has no action to send its form to.');
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return (email) => send(url, agent, [...hidden, ...filledIn(email)]);
}

const filledIn = (email: string) => [
  { name: 'email', value: email },
  { name: 'password', value: PASSWORD },
];

function send(url: string, agent: Agent, fields: { name: string; value: string }[]) {
  const parts = fields.map(
    ({ name, value }) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.from(`${parts.join('')}--${BOUNDARY}--\r\n`);
  const headers = {
    'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
    'Content-Length': body.byteLength,
    Origin: url,
    'User-Agent': BROWSER,
    'X-Forwarded-For': newNetwork(),
  };
  return new Promise<string>((done, failed) => {
    const sent = request(`${url}/sign-in`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      const cookie = answer.headers['set-cookie']?.find((text) => text.startsWith('session='));
      answer.once('end', () => {
        if (answer.statusCode === 303 && cookie) done(cookie.split(';')[0] as string);
        else failed(new Refused(answer.statusCode));
      });
    });
    sent.once('error', failed);
    sent.end(body);
  });
}

const attribute = (input: string, name: string) =>
  (input.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
