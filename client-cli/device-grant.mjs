import { setTimeout as sleep } from 'node:timers/promises';
import { ask, refusedGrant, retryAfter } from './ask.mjs';
import { calledAs, Failure, Unreachable } from './failure.mjs';
import { clean } from './print.mjs';
import { askForTokens, CLIENT_ID, SCOPE, tokensFrom } from './tokens.mjs';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const LONGEST_PAUSE_SECONDS = 60;

/**
 * Signs in where there may be no browser: shows an address and a code, and waits until somebody has answered
 * in theirs (RFC 8628). Asks as seldom as the server wants. Throws when it is denied or takes too long.
 */
export async function byDevice(server, { say, wait = sleep, now = Date.now }) {
  const form = { client_id: CLIENT_ID, scope: SCOPE };
  const asked = await ask(server.device_authorization_endpoint, { form });
  const { device_code, user_code, verification_uri, expires_in } = asked.body ?? {};
  if (asked.status !== 200 || !device_code) throw refusedGrant(asked);
  if (new URL(verification_uri, server.issuer).origin !== server.issuer)
    throw new Failure(`${server.issuer} wants you to sign in elsewhere. This was stopped.`);
  say(`Open this address in a browser, on any device:\n\n    ${clean(verification_uri)}\n`);
  say(`and type this code:\n\n    ${clean(user_code)}\n`);
  const seconds = Number(expires_in) || 600;
  say(`Waiting for your answer, for ${Math.ceil(seconds / 60)} minutes …`);
  const endsAt = now() + seconds * 1000;
  return poll(server, { device_code, interval: asked.body.interval, endsAt, wait, now });
}

async function poll(server, { device_code, interval, endsAt, wait, now }) {
  let pace = Math.max(1, Number(interval) || 5);
  let pause = pace;
  while (now() + pause * 1000 < endsAt) {
    await wait(pause * 1000);
    const answer = await askAgain(server, device_code);
    const next = answer && nextStep(answer);
    if (next?.tokens) return next.tokens;
    pace += next?.slower ?? 0;
    // No answer: half as often from now on (RFC 8628 3.5).
    pause = next ? Math.max(pace, next.notBefore ?? 0) : Math.min(pause * 2, LONGEST_PAUSE_SECONDS);
  }
  throw tooLate();
}

async function askAgain(server, device_code) {
  try {
    return await askForTokens(server, { grant_type: GRANT, device_code });
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
}

/** What an answer while waiting means; null is as good as none. */
function nextStep(answer) {
  if (answer.status === 200) return { tokens: tokensFrom(answer) };
  if (answer.status === 429) return { notBefore: retryAfter(answer.headers) ?? 0 };
  if (answer.status >= 500) return null;
  const error = answer.body?.error;
  if (error === 'authorization_pending') return {};
  if (error === 'slow_down') return { slower: 5, notBefore: retryAfter(answer.headers) ?? 0 };
  if (error === 'access_denied') throw new Failure('It was denied. You are not signed in.');
  if (error === 'expired_token') throw tooLate();
  throw refusedGrant(answer);
}

const tooLate = () =>
  new Failure(`The code ran out before anybody answered. Begin again with: ${calledAs()} login`);
