import { readFileSync } from 'node:fs';
import { Failure, Unreachable } from './failure.mjs';
import { clean } from './print.mjs';

const PATIENCE_MS = 10_000;
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const SYSTEMS = { linux: 'Linux', darwin: 'Macintosh; Mac OS X', win32: 'Windows NT' };

export const VERSION = version;

/** What the sessions page makes "gatehouse CLI on Linux" of. */
export const userAgent = (platform = process.platform) =>
  `gatehouse-cli/${version} (${SYSTEMS[platform] ?? platform})`;

/**
 * One question to a server, as a form, as JSON, or without a body. Follows no redirect, so that a token goes
 * nowhere but where it was meant to go. `body` is null when the answer is not JSON. Throws Unreachable.
 */
export async function ask(url, { method, form, json, token } = {}) {
  const sent = form ? new URLSearchParams(form) : json && JSON.stringify(json);
  const headers = {
    Accept: 'application/json',
    'User-Agent': userAgent(),
    ...(json ? { 'Content-Type': 'application/json' } : {}),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
  try {
    const answer = await fetch(url, {
      method: method ?? (sent ? 'POST' : 'GET'),
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(sent ? { body: sent } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: parsed(text), url };
  } catch (error) {
    throw new Unreachable(whyNot(new URL(url), error));
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function whyNot({ origin, hostname }, error) {
  const code = String(error.cause?.code ?? error.name);
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code))
    return `There is no server named ${hostname}, or this machine is not online.`;
  if (/CERT|TLS|SSL|SIGNED|SIGNATURE/.test(code))
    return `${origin} could not prove that it is who it says (${code}). Nothing was sent to it.`;
  if (/Timeout|TIMEOUT/.test(code)) return `${origin} takes too long to answer. Try again later.`;
  return `Nothing answers at ${origin}. Is the address right, and is the server running?`;
}

/** What to say of an answer that is a refusal for everybody alike: too many, not well. Null: it is neither. */
export function trouble({ status, headers, url }) {
  const { origin } = new URL(url);
  const seconds = retryAfter(headers);
  const later = seconds === null ? 'later' : `in ${span(seconds)}`;
  if (status === 429) return new Failure(`${origin} gets too many requests. Try again ${later}.`);
  if (status >= 500) return new Failure(`${origin} cannot do this right now. Try again ${later}.`);
  if (status === 421) return new Failure(`The server at ${origin} does not go by that name.`);
  return null;
}

/** The refusal of an authorization server (RFC 6749 5.2) for a person. */
export function refusedGrant(answer) {
  const { status, body, url } = answer;
  const { origin } = new URL(url);
  if (body?.error === 'invalid_client')
    return new Failure(`The operator of ${origin} does not let this program in.`);
  const says = clean(body?.error_description ?? body?.error ?? status);
  return trouble(answer) ?? new Failure(`${origin} refused: ${says}.`);
}

/** The seconds that Retry-After asks to wait (RFC 9110 10.2.3), or null. */
export function retryAfter(headers, now = Date.now()) {
  const said = headers.get('retry-after');
  if (!said) return null;
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null;
}

const span = (seconds) =>
  seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
