import type { Answer } from '#e2e/support/http';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { newNetwork, PASSWORD } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

export type Fields = Record<string, string | undefined>;

/** The way of a browser from a request to where it stops. */
export type Way = {
  /** The address of the program that it was led to; null when it stayed here. */
  back: URL | null;
  /** The pages of ours that were shown, by their first two words. */
  pages: string[];
  /** The last answer of ours. */
  last: Answer;
};

type At = { path: string; pages: string[]; last: Answer };
type Says = { answer?: 'Allow' | 'Deny' };

/** As it stands in an address or a form. */
export const encoded = (fields: Fields) =>
  String(new URLSearchParams(Object.entries(fields).filter(isGiven)));
const isGiven = (field: [string, string | undefined]): field is [string, string] =>
  field[1] !== undefined;

const MOST_STEPS = 12;

/** A browser that follows a program's request through our pages, and answers them as its person does. */
export function newBrowser(server: TestServer) {
  const visitor = newVisitor(server);
  let email = '';

  async function follow(last: Answer, { answer = 'Allow' }: Says = {}): Promise<Way> {
    let at: At | Way = { path: '', pages: [], last };
    for (let step = 0; step < MOST_STEPS; step++) {
      at = leadsTo(at.last) ? await goOn(at) : await answerPage(at, answer);
      if ('back' in at) return at;
    }
    throw new Error(`No end after ${at.pages.join(', ')}`);
  }

  async function goOn({ pages, last }: At): Promise<At | Way> {
    const url = new URL(String(leadsTo(last)), server.url);
    if (url.origin !== server.url) return { back: url, pages, last };
    const path = url.pathname + url.search;
    return { path, pages, last: await visitor.go(path, { headers: fromElsewhere() }) };
  }

  async function answerPage(at: At, answer: 'Allow' | 'Deny'): Promise<At | Way> {
    const pages = [...at.pages, nameOf(at.path)];
    const last = at.last.status === 200 ? await press(at.path, answer) : null;
    return last ? { ...at, pages, last } : { back: null, pages, last: at.last };
  }

  /** What the person does on a page; null where they can do nothing. */
  async function press(path: string, answer: 'Allow' | 'Deny') {
    if (path.startsWith('/oauth/consent/') && email)
      return visitor.submit(await visitor.form(path, answer === 'Allow' ? 0 : 1), []);
    if (path.startsWith('/confirm?'))
      return visitor.submit(await visitor.form(path), [['password', PASSWORD]]);
    return null;
  }

  /** Sends it to the authorization endpoint with exactly these parameters. */
  const begin = (fields: Fields) =>
    visitor.go(`/oauth/authorize?${encoded(fields)}`, { headers: fromElsewhere() });

  return {
    visitor,
    begin,
    follow,
    open: async (fields: Fields, says: Says = {}) => follow(await begin(fields), says),
    /** The same by a form of another site: without our cookies, which go along to where it is led then. */
    async post(fields: Fields) {
      const form = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: '' };
      const site = { Origin: 'https://site.example.com', 'Sec-Fetch-Site': 'cross-site' };
      const headers = { ...fromElsewhere(), ...form, ...site };
      const sent = { method: 'POST', body: encoded(fields), headers };
      return follow(await visitor.go('/oauth/authorize', sent));
    },
    async signUp() {
      email = await visitor.signUp();
      return email;
    },
    email: () => email,
    /** As if this person had proven who they are so long ago. */
    age: (seconds: number) =>
      change(
        server,
        'update sessions set proven_at = ? where client_id is null and user_id = (select id from users where email = ?)',
        Date.now() - seconds * 1000,
        email,
      ),
  };
}

/** From a network of its own, so that one row's limits are not another's. */
const fromElsewhere = () => ({ 'X-Forwarded-For': newNetwork() });

/** Where an answer leads: by its status, or by the page that leads on at once. */
function leadsTo({ headers, text, status }: Answer): string | null {
  if (status >= 300 && status < 400 && headers.location) return headers.location;
  const [, to = null] = text.match(/http-equiv="refresh" content="0;url=([^"]+)"/i) ?? [];
  return to?.replaceAll('&amp;', '&') ?? null;
}

const nameOf = (path: string) => path.split('?')[0]?.split('/').slice(1, 3).join('/') ?? '';
