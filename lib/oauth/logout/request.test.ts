import { beforeEach, expect, test } from 'vitest';
import { transaction } from '#lib/db/transaction';
import { disableClient } from '#lib/oauth/change-client';
import { removeClient } from '#lib/oauth/clients';
import { viewerOfTicket } from '#lib/oauth/flows.test-support';
import {
  isOfViewer,
  pageFor,
  queryForPage,
  readLogoutRequest,
  wayOnFrom,
} from '#lib/oauth/logout/request';
import { AFTER, addToldSite, signInAt } from '#lib/oauth/logout/site.test-support';
import { LONGEST_TARGET } from '#lib/request/lengths';
import { endTicket } from '#lib/session/end';
import type { Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables } from '#lib/testing/database.test-support';

let ticket: Ticket;
let viewer: Viewer;
let hint: string;

beforeEach(async () => {
  await emptyTables();
  const ada = await addUser();
  ticket = await beginSession(ada);
  viewer = await viewerOfTicket(ticket);
  await addToldSite('blog', { after: ['https://blog.example.com/out?from=gate'] });
  hint = (await signInAt(await addToldSite(), viewer)).idToken;
});

type Fields = Record<string, string>;
const read = (fields: Fields) => readLogoutRequest(new URLSearchParams(fields));

const OTHER = 'https://blog.example.com/out?from=gate';

test.each<[string, (token: string) => Fields, string | null]>([
  ['all of it', (token) => ({ id_token_hint: token, client_id: 'shop', post_logout_redirect_uri: AFTER, state: 'x y' }), `${AFTER}?state=x%20y`],
  ['no client_id', (token) => ({ id_token_hint: token, post_logout_redirect_uri: AFTER, state: 's' }), `${AFTER}?state=s`],
  ['no hint', () => ({ client_id: 'shop', post_logout_redirect_uri: AFTER, state: 's' }), `${AFTER}?state=s`],
  ['no state', (token) => ({ id_token_hint: token, post_logout_redirect_uri: AFTER }), AFTER],
  ['an address with a query of its own', () => ({ client_id: 'blog', post_logout_redirect_uri: OTHER, state: '&a=b' }), `${OTHER}&state=%26a%3Db`],
  ['no address', (token) => ({ id_token_hint: token, state: 's' }), null],
  ['a state alone', () => ({ state: 's' }), null],
  ['nothing', () => ({}), null],
  ['empty fields', () => ({ id_token_hint: '', client_id: '', post_logout_redirect_uri: '', state: '' }), null],
  ['what a provider may leave aside', (token) => ({ id_token_hint: token, post_logout_redirect_uri: AFTER, logout_hint: 'ada', ui_locales: 'de' }), AFTER],
])('it is right, and leads where it should: %s', async (_, fields, leadsTo) => {
  const request = await read(fields(hint));
  expect([request.isWrong, wayOnFrom(request)]).toEqual([false, leadsTo]);
}); // biome-ignore format: one line each

test.each<[string, (token: string) => Fields]>([
  ['an address that is not registered', (token) => ({ id_token_hint: token, post_logout_redirect_uri: 'https://evil.example/' })],
  ['a query added to one that is', (token) => ({ id_token_hint: token, post_logout_redirect_uri: `${AFTER}?x=1` })],
  ['a path below it', (token) => ({ id_token_hint: token, post_logout_redirect_uri: `${AFTER}/x` })],
  ['another case', (token) => ({ id_token_hint: token, post_logout_redirect_uri: AFTER.toUpperCase() })],
  ['the redirect address of the sign-in', (token) => ({ id_token_hint: token, post_logout_redirect_uri: 'https://shop.example.com/signed-in' })],
  ['the address of another site', (token) => ({ id_token_hint: token, post_logout_redirect_uri: OTHER })],
  ['an address of nobody', () => ({ post_logout_redirect_uri: AFTER })],
  ['a script', (token) => ({ id_token_hint: token, post_logout_redirect_uri: 'javascript:alert(1)' })],
  ['another client_id than the hint', (token) => ({ id_token_hint: token, client_id: 'blog' })],
  ['the hint of another site, with its own address', (token) => ({ id_token_hint: token, client_id: 'blog', post_logout_redirect_uri: OTHER })],
  ['a client that is not there', () => ({ client_id: 'nobody', post_logout_redirect_uri: AFTER })],
  ['a changed hint beside a right client_id', (token) => ({ id_token_hint: `${token.slice(0, -4)}AAAA`, client_id: 'shop', post_logout_redirect_uri: AFTER })],
  ['a state that is far too long', (token) => ({ id_token_hint: token, post_logout_redirect_uri: AFTER, state: 'x'.repeat(6000) })],
])('it is not right, and leads nowhere: %s', async (_, fields) => {
  const request = await read(fields(hint));
  expect([request.isWrong, request.client, wayOnFrom(request)]).toEqual([true, null, null]);
  expect(await isOfViewer(viewer, request)).toBe(false);
}); // biome-ignore format: one line each

test('a parameter that stands there twice is not right', async () => {
  for (const name of ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state']) {
    const fields = {
      id_token_hint: hint,
      client_id: 'shop',
      post_logout_redirect_uri: AFTER,
      state: 's',
    };
    const asked = new URLSearchParams(fields);
    asked.append(name, String(asked.get(name)));
    expect([name, (await readLogoutRequest(asked)).isWrong]).toEqual([name, true]);
  }
});

test('our page reads the same again, in an address that is none too long', async () => {
  for (const state of [
    'x',
    'x'.repeat(5000),
    'ü'.repeat(900),
    '&post_logout_redirect_uri=https://evil.example',
  ]) {
    const request = await read({ id_token_hint: hint, post_logout_redirect_uri: AFTER, state });
    const page = pageFor(queryForPage(request));
    expect([request.isWrong, page.length < LONGEST_TARGET - 100]).toEqual([false, true]);
    const again = await readLogoutRequest(new URL(page, 'http://x').searchParams);
    expect(again).toEqual({ ...request, hint: null });
  }
  const wrong = await read({
    id_token_hint: 'x',
    client_id: 'shop',
    post_logout_redirect_uri: AFTER,
  });
  const page = new URL(pageFor(queryForPage(wrong)), 'http://x');
  expect((await readLogoutRequest(page.searchParams)).isWrong).toBe(true);
  expect(String(page)).not.toContain('shop');
});

test('what stands in the field of a form leads to our page and nowhere else', () => {
  for (const text of [
    'https://evil.example/',
    '//evil.example',
    '?x=1',
    '#',
    '\r\nSet-Cookie: a=b',
  ])
    expect(pageFor(text)).toMatch(/^\/oauth\/logout\/asked\?[\w%=.+*-]*$/);
});

test('an address that was taken away meanwhile leads nowhere', async () => {
  const page = new URL(
    pageFor(queryForPage(await read({ id_token_hint: hint, post_logout_redirect_uri: AFTER }))),
    'http://x',
  );
  const leadsTo = async () => wayOnFrom(await readLogoutRequest(page.searchParams));
  expect(await leadsTo()).toBe(AFTER);
  await addToldSite('shop', { after: ['https://shop.example.com/elsewhere'] });
  expect(await leadsTo()).toBeNull();
  await addToldSite();
  expect(await leadsTo()).toBe(AFTER);
  await disableClient('shop');
  expect(await leadsTo()).toBeNull();
  await removeClient('shop');
  expect(await leadsTo()).toBeNull();
});

test('nobody is asked only in the very session that the hint means', async () => {
  const mine = await read({ id_token_hint: hint });
  expect(await isOfViewer(viewer, mine)).toBe(true);
  const elsewhere = await viewerOfTicket(await beginSession(viewer.user.id));
  expect(await isOfViewer(elsewhere, mine)).toBe(false);
  const eve = await viewerOfTicket(await beginSession(await addUser('eve@example.com')));
  expect(await isOfViewer(eve, mine)).toBe(false);
  // Also not one that names the person only, or a session of the browser itself.
  const said = mine.hint!;
  for (const other of [
    { ...said, sessionId: null },
    { ...said, sessionId: viewer.session.id },
    { ...said, clientId: 'blog' },
    { ...said, userId: eve.user.id },
  ])
    expect(await isOfViewer(viewer, { ...mine, hint: other })).toBe(false);
  await transaction(endTicket(ticket, 'signed_out'));
  expect(await isOfViewer(viewer, mine)).toBe(false);
});
