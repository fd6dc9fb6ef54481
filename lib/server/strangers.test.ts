import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalEmail, Email, Name, NewPassword, TypedCode } from '#lib/accounts/fields';
import { isZone, noticedZone } from '#lib/accounts/zones';
import { DisableReason, disableUntil } from '#lib/admin/fields';
import { readInput } from '#lib/api/input';
import { OPERATIONS } from '#lib/api/operations';
import { readMoment } from '#lib/audit/period';
import { normalHost, normalOrigin } from '#lib/env/host';
import { TypedDeviceCode } from '#lib/oauth/device';
import { CLI, get, REDIRECT, SCOPE, send } from '#lib/oauth/flows.test-support';
import { withBindingCookie } from '#lib/oauth/request-binding';
import { clip } from '#lib/observability/log';
import { fromCursor } from '#lib/pages';
import { lineField, linesField, Revision } from '#lib/product/fields';
import { sayAddress } from '#lib/request/address';
import { describeBrowser, describeSession } from '#lib/request/browser';
import { clientAddress, requestedHost } from '#lib/request/client';
import { carriesSession } from '#lib/request/credentials-in-headers';
import { safeNext } from '#lib/request/next-path';
import { unreadable } from '#lib/request/readable';
import { withNext } from '#lib/request/way-back';
import { addressOf } from '#lib/server/http/addresses';
import { givenBack } from '#lib/server/http/given-back';
import { isSameOrigin } from '#lib/server/http/origin';
import { asked, statusOf } from '#lib/server/http/request-rules.test-support';
import { Sent } from '#lib/server/http/sent';
import { logViolations } from '#lib/server/violations';
import { openTicket } from '#lib/session/ticket';
import { emptyTables } from '#lib/testing/database.test-support';
import {
  cleaned,
  codeFrom,
  comparable,
  hasDirection,
  isOverloaded,
  isVisible,
  turnsAround,
  withoutEdges,
} from '#lib/text';

/**
 * So long that work by the square of it takes far more than the time that a test has. Most of what is
 * called here is never given as much, for the front door takes no more than 16 KiB of headers and 384 KiB of a note.
 */
const LENGTH = 100_000;

/** Of a length, whatever it is made of, with an end that fits nothing so that every way to read it is tried. */
const long = (unit: string, end = '\u0001') => unit.repeat(Math.ceil(LENGTH / unit.length)) + end;

const TEXT = [
  ...'\u180e\ufdfa\u200b\u200d\ufe0f\u17b4\u2800 .,',
  ...[
    '\ufdfa\u180e',
    'क\u200d\u200c',
    '👩\u200d',
    '🏴\u{e0067}',
    '1\ufe0f',
    'ᠤ\u180b',
    '\u0323\uff9e',
  ],
];
const SIGNS = [
  ' ',
  ';',
  ', ',
  '=',
  '/',
  '%',
  '%2e',
  '.',
  ':',
  '[',
  '"',
  '-',
  '1',
  'a',
  'a.',
  '\t;',
];
const HEADS = [...SIGNS, 'session ', '; session', ';name="', 'https://', 'Mozilla/5.0 (', 'a=1;'];

test.each<[what: string, units: string[], reads: (text: string) => unknown]>([
  ['a text without what is invisible', TEXT.slice(0, 6), (text) => cleaned(text)],
  ['a title without it', TEXT.slice(10), (text) => cleaned(text, 'NFC')],
  ['what is searched for', ['\ufdfa\u180e', 'ᠤ\u180e', 'İ'], comparable],
  ['whether there is something to see', TEXT, isVisible],
  ['what turns text around', TEXT, (text) => [turnsAround(text), hasDirection(text)]],
  ['a text without its edges', TEXT, withoutEdges],
  ['accents', ['\u0323\uff9e', '\u0301', '\u034f\u0301'], isOverloaded],
  ['a code', ['𝟎', '9', '\ufdfa', '①'], codeFrom],
  ['a line', TEXT, (text) => unreadable(text)],
  ['lines', [...TEXT, '\r', '\r\n'], (text) => unreadable(text, { hasLines: true })],
  ['a name', TEXT, (text) => Name.safeParse(text)],
  ['a title', TEXT, (text) => lineField(200).rule.safeParse(text)],
  ['a reason', TEXT, (text) => DisableReason.safeParse(text)],
  [
    'a text',
    ['\r', '\u180e', 'a\u0301', '\ufdfa'],
    (text) => linesField(20_000).rule.safeParse(text),
  ],
  ['a code that was mailed', TEXT, (text) => TypedCode.safeParse(text)],
  ['a code of a device', TEXT, (text) => TypedDeviceCode.safeParse(text)],
  ['a password', TEXT, (text) => NewPassword.safeParse(text)],
  ['an address', [...TEXT, ...SIGNS], (text) => Email.safeParse(text)],
  ['a revision', SIGNS, (text) => Revision.safeParse(text)],
  ['a zone', ['A', 'A/', 'A_'], (text) => [isZone(text), noticedZone(text)]],
  ['an end', SIGNS, (text) => disableUntil('UTC').safeParse(text)],
  ['a day', SIGNS, (text) => readMoment(text, 'from')],
  ['a place in a list', ['a', '_', '='], (text) => fromCursor('users', text)],
  ['a way back', SIGNS, (text) => [safeNext(`/${text}`), withNext('/sign-in', `/${text}`)]],
  ['a forwarded address', SIGNS, (text) => clientAddress('127.0.0.1', text, 1)],
  ['one that may be said', [...SIGNS, '::'], sayAddress],
  ['a forwarded host', SIGNS, (text) => requestedHost('a.test', text, 1)],
  ['a host', [...SIGNS, 'a-'], (text) => [normalHost(text, true), normalHost(`[${text}`, true)]],
  ['an origin', HEADS, (text) => [normalOrigin(text), normalOrigin(`https://${text}`)]],
  ['a browser', HEADS, (text) => describeBrowser(text)],
  ['a session', HEADS, (userAgent) => describeSession({ clientName: 'x', userAgent })],
  ['cookies', HEADS, carriesSession],
  ['cookies of programs', HEADS, (text) => withBindingCookie(['oauth-flow=a; Path=/'], text)],
  ['a path', SIGNS, (text) => [addressOf(`/${text}`), statusOf(asked({ url: `/${text}` }))]],
  ['a referer', HEADS, (referer) => isSameOrigin({ referer: `http://a/${referer}` }, 'x')],
  ['a line of the log', HEADS, (text) => clip(text)],
  ['a form that is given back', HEADS, (text) => givenBack([['title', text]], '/x')],
])('takes as many steps as there are characters: %s', (_, units, reads) => {
  for (const unit of units)
    for (const end of ['', '\u0001', 'x']) expect(() => reads(long(unit, end))).not.toThrow();
});

test('an address that is pasted with signs behind it is read in as many steps as there are characters', () => {
  expect(canonicalEmail(`${'.'.repeat(999)}x`)).toBeNull();
  expect(canonicalEmail('…'.repeat(999))).toBeNull();
  expect(canonicalEmail(`a@b.test${',;. '.repeat(200)}`)).toBe('a@b.test');
});

test('the parts of a form are read in as many steps as there are characters', () => {
  for (const unit of [...HEADS, '\r\n', '\r\n--', '\r\n--x\r\n', '\r\n--x\r\n;name="a"\r\n\r\n']) {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      complete: true,
      push: () => true,
    } as unknown as IncomingMessage;
    const sent = new Sent();
    sent.listen(request, addressOf('/sign-up'), Number.POSITIVE_INFINITY);
    request.push(Buffer.from(`--x\r\n${long(unit)}\r\n--x--`));
    expect(Array.isArray(sent.fields())).toBe(true);
  }
});

test('sealed cookies are read in as many steps as there are characters', async () => {
  for (const unit of [...SIGNS, '*', 'Fe26.2*1**'])
    for (const text of [long(unit), `Fe26.2*1**${long(unit)}`])
      expect(await openTicket(text)).toBeNull();
});

test('reports of browsers are read in as many steps as there are characters', () => {
  const body = { documentURL: long('?'), blockedURL: long('#'), effectiveDirective: long(' ') };
  for (const text of [
    long('['),
    JSON.stringify(Array(5_000).fill({ type: 'csp-violation', body: {} })),
    JSON.stringify(Array(5_000).fill({ type: 'other' })),
    JSON.stringify([{ type: 'csp-violation', body }]),
  ])
    expect(() => logViolations(text)).not.toThrow();
});

test('the parameters and the headers of the API are read in as many steps as there are characters', async () => {
  const list = OPERATIONS['listSessions']!;
  const writing = { ...list, body: z.object({}) };
  const names = Array.from({ length: 60_000 }, (_, nth) => `n${nth}`).join('&');
  const read = await readInput(list, new Request(`http://a/api/v1/sessions?${names}`), {});
  expect(read.ok).toBe(true);
  const twice = await readInput(list, new Request(`http://a/api/v1/sessions?${names}&n7`), {});
  expect(twice).toMatchObject({ errors: [{ field: 'n7', detail: 'Give it once.' }] });
  for (const unit of HEADS) {
    const headers = { 'content-type': `application/json${long(unit, 'x')}` };
    const request = new Request('http://a', { method: 'POST', body: '{}', headers });
    expect((await readInput(writing, request, {})).ok).toBe(false);
  }
});

/** 60 KB of a form, 8 KB of an address. */
test('what programs ask for is read in as many steps as there are characters', async () => {
  await emptyTables();
  const text = (unit: string, length: number) => unit.repeat(length / unit.length);
  const distinct = Array.from({ length: 12_000 }, (_, nth) => nth.toString(36)).join(' ');
  for (const scope of [text('a ', 60_000), text(' ', 60_000), distinct, `${SCOPE} ${distinct}`]) {
    const answer = await send('/oauth/device_authorization', { client_id: CLI, scope });
    expect([200, 400]).toContain(answer.status);
  }
  for (const unit of ['a', '%2f', '..', 'a.', ':', '@', ' ', '?a&']) {
    const redirect_uri = REDIRECT + text(unit, 6_000);
    const query = { client_id: CLI, redirect_uri, response_type: 'code', scope: SCOPE };
    const answer = await get(`/oauth/authorize?${new URLSearchParams(query)}`);
    expect(answer.status, unit).toBe(400);
  }
});
