import assert from 'node:assert/strict';
import type { Way } from './browser.ts';

/** What an endpoint answered to a program. */
export type Heard = { status: number; headers: Headers; body: Record<string, unknown> };

/** That an endpoint refused, and by which word of the standard. */
export function refused({ status, body }: Heard, error: string | string[], statuses = [400]) {
  assert.ok(statuses.includes(status), `${status}: ${JSON.stringify(body)}`);
  assert.ok([error].flat().includes(String(body['error'])), JSON.stringify(body));
}

/** What a program was told by the browser that came back to it, in the address or behind its `#`. */
const told = ({ back }: Way) => new URLSearchParams(back?.hash.slice(1) || back?.search);

/** The error among it; null when it was told none. */
export const toldError = (way: Way) => told(way).get('error');

/** That a program was told this error, and was given nothing. */
export function givenNothing(way: Way, errors: string[]) {
  const heard = told(way);
  assert.ok(errors.includes(String(heard.get('error'))), String(way.back ?? way.pages));
  for (const name of ['code', 'access_token', 'id_token']) assert.equal(heard.get(name), null);
}

/** That the request was refused on a page of ours, and nobody was led to the program. */
export function stopped(way: Way) {
  assert.equal(way.back, null, String(way.back));
  assert.deepEqual(way.pages, ['oauth/problem']);
}
