import { request as askPlainly, type IncomingHttpHeaders } from 'node:http';
import { request as askOverTls } from 'node:https';
import { type Field, multipart } from './multipart.ts';
import type { TestServer } from './server.ts';

/** A request as it goes over the wire: nothing is added but Host, the network and what is said here. */
export type Sent = {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: Buffer | string;
  line?: Line;
};

export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  setCookies: string[];
  text: string;
};

export type Where = Pick<TestServer, 'port' | 'url'> & {
  /** The certificate that is trusted, where it is asked over TLS. */
  ca?: string;
  /** The address of this machine that the connection comes from. */
  localAddress?: string;
};

/** From which of this machine's addresses to which: 127.0.0.1 to itself unless said otherwise. */
export type Line = { from?: string; to?: string };

const PATIENCE_MS = 40_000;

/** Sends one request and reads the whole answer. Follows nothing, keeps nothing. */
export function send(
  server: Where,
  path: string,
  { method = 'GET', headers = {}, body, line = {} }: Sent = {},
) {
  const { host, hostname } = new URL(server.url);
  const tls = server.ca ? { ca: server.ca, servername: hostname } : {};
  return new Promise<Answer>((resolve, reject) => {
    const outgoing = (server.ca ? askOverTls : askPlainly)(
      {
        host: line.to ?? '127.0.0.1',
        localAddress: line.from,
        port: server.port,
        ...tls,
        ...(server.localAddress ? { localAddress: server.localAddress } : {}),
        method,
        path,
        agent: false,
        headers: {
          Host: host,
          ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            setCookies: answer.headers['set-cookie'] ?? [],
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error(`no answer to ${path}`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The same for a request of Next's router (RSC): Next first sends it on to the address with its mark. */
export async function sendRouted(server: Where, path: string, sent: Sent = {}): Promise<Answer> {
  const answer = await send(server, path, sent);
  const { location } = answer.headers;
  return location && /[?&]_rsc(=|$)/.test(location) ? send(server, location, sent) : answer;
}

/** A form of a page: where it posts to and the hidden fields that name its action. */
export type PageForm = { path: string; hidden: [name: string, value: string][] };

/** The forms of a page, in its order. */
export function formsOf(path: string, html: string): PageForm[] {
  return [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', inside = '']) => ({
    path: attribute(head, 'action') || path,
    hidden: [...inside.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      attribute(input, 'name'),
      attribute(input, 'value'),
    ]),
  }));
}

/** The id by which a form's action is called from a script. */
export function actionId({ hidden }: PageForm): string {
  for (const [name, value] of hidden) {
    if (name.startsWith('$ACTION_ID_')) return name.slice('$ACTION_ID_'.length);
    if (/^\$ACTION_\d+:0$/.test(name)) return (JSON.parse(value) as { id: string }).id;
  }
  throw new Error('The form has no action');
}

/** A submission as the browser without JavaScript sends it. */
export const asForm = (form: PageForm, fields: Field[]) => multipart([...form.hidden, ...fields]);

/** The same submission as React sends it from a script (RSC transport); `state` for forms that have one. */
export const asCall = (form: PageForm, fields: Field[], { hasState = true } = {}) => {
  const own = form.hidden.filter(([name]) => !name.startsWith('$ACTION'));
  const { body, headers } = multipart([
    ...[...own, ...fields].map(([name, ...value]) => [`_1_${name}`, ...value] as Field),
    ['0', hasState ? '[{},"$K1"]' : '["$K1"]'],
  ]);
  return {
    body,
    headers: { ...headers, Accept: 'text/x-component', 'Next-Action': actionId(form) },
  };
};

function attribute(tag: string, name: string): string {
  const value = tag.match(new RegExp(` ${name.replace(/\$/g, '\\$')}="([^"]*)"`))?.[1] ?? '';
  return value
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
