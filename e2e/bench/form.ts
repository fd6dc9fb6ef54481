import { Agent, request } from 'node:http';
import { newNetwork } from '#e2e/bench/people';
import { BROWSER } from '#e2e/bench/sample';

const BOUNDARY = '----gatehouse-bench';

type Field = { name: string; value: string };

/** An answer that was not the redirect which follows a form that was taken. */
class Refused extends Error {
  readonly status: number | undefined;
  constructor(path: string, status: number | undefined) {
    super(`A form on ${path} was answered with ${status}.`);
    this.status = status;
  }
}

/** Whether a form was sent away because too many hashes are under way. */
export const isBusy = (error: unknown) => error instanceof Refused && error.status === 503;

export const agentFor = (connections: number) =>
  new Agent({ keepAlive: true, maxSockets: connections });

/** What the first form of a page sends besides what is filled in. */
export async function readForm(url: string, path: string, cookie = ''): Promise<Field[]> {
  const headers = { Cookie: cookie, 'User-Agent': BROWSER, 'X-Forwarded-For': newNetwork() };
  const page = await (await fetch(url + path, { headers, redirect: 'manual' })).text();
  const form = page.match(/<form(?:(?!<\/form>).)*\$ACTION.*?<\/form>/s)?.[0] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => ({
    name: attribute(input, 'name'),
    value: attribute(input, 'value'),
  }));
  if (!hidden.some(({ name }) => name.startsWith('$ACTION')))
    throw new Error(`The page ${path} has no action to send its form to.`);
  return hidden;
}

/**
 * Sends a form as a browser without JavaScript does, from a network nobody has come from yet; answers the
 * cookies that the redirect sets, as a browser would send them.
 */
export function sendForm(
  { url, path, agent, cookie = '' }: { url: string; path: string; agent: Agent; cookie?: string },
  fields: Field[],
): Promise<string> {
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
    ...(cookie ? { Cookie: cookie } : {}),
  };
  return new Promise<string>((done, failed) => {
    const sent = request(url + path, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      const set = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] as string);
      answer.once('end', () => {
        if (answer.statusCode === 303) done(set.join('; '));
        else failed(new Refused(path, answer.statusCode));
      });
    });
    sent.once('error', failed);
    sent.end(body);
  });
}

export const filled = (fields: Record<string, string>): Field[] =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

const attribute = (input: string, name: string) =>
  (input.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
