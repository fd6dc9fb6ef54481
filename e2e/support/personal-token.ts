import type { Visitor } from './visitor.ts';

export const APPS = '/settings/apps';
export const TOKEN = /gatehouse_pat_[0-9A-Za-z]{39}/;

/** The fields of a form for a token that may do all this. */
export const tokenFields = (...scopes: string[]): [string, string][] => [
  ['name', 'A backup'],
  ['days', '30'],
  ...scopes.map((scope): [string, string] => [scope, 'on']),
];

/** The form for a token, on the page of somebody who may have other things there. */
export async function tokenForm(visitor: Visitor) {
  for (let nth = 0; nth < 100; nth++) {
    const form = await visitor.form(APPS, nth);
    if (form.hidden.some(([name]) => name === 'form')) return form;
  }
  throw new Error('There is no form for a token.');
}

/** A personal access token of this visitor, as the page shows it. */
export async function personalToken(visitor: Visitor, ...scopes: string[]): Promise<string> {
  const made = await visitor.submit(await tokenForm(visitor), tokenFields(...scopes));
  const [token] = made.text.match(TOKEN) ?? [];
  if (!token) throw new Error(`No token was made: ${made.status}`);
  return token;
}
