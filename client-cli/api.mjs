import { setTimeout as sleep } from 'node:timers/promises';
import { ask, trouble } from './ask.mjs';
import { EXIT, Failure, neverSignedIn, signedOut, Unreachable } from './failure.mjs';
import { ownToken, tokenIsOver } from './own-token.mjs';
import { clean } from './print.mjs';
import { discover } from './server.mjs';
import { askForTokens, isFresh, tokensFrom } from './tokens.mjs';

/** The server answers the same again for ten seconds when its answer was lost. */
const RETRY_PAUSES_MS = [500, 2_000];

/**
 * Asks the API of the site where somebody is signed in, below /api/v1, and answers what it says. Gets a new
 * access token when the old one is over. `missing` is what to say when there is no such thing.
 */
export async function callApi(store, path, { method, json, missing } = {}) {
  const own = ownToken(store);
  const sendTo = (site, token) => ask(`${site}/api/v1${path}`, { method, json, token });
  if (own) return bodyOf(await sendTo(own.site, own.token), own.site, missing, tokenIsOver);
  const kept = store.read();
  if (!kept?.tokens) throw kept ? signedOut(kept.site) : neverSignedIn();
  const { site } = kept;
  const send = (token) => sendTo(site, token);
  const tokens = isFresh(kept.tokens) ? kept.tokens : await refresh(store, kept);
  let answer = await send(tokens.accessToken);
  if (answer.status === 401)
    answer = await send((await refresh(store, { site, tokens })).accessToken);
  return bodyOf(answer, site, missing, signedOut);
}

function bodyOf(answer, site, missing, notIn) {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw answer.status === 401 ? notIn(site) : refused(answer, site, missing);
}

/** An id as a part of a path. A text that cannot be one is not asked for: it would not be found. */
export function idIn(typed, missing) {
  if (/^[0-9a-f-]{36}$/i.test(typed)) return typed;
  throw new Failure(missing, EXIT.notFound);
}

function refused(answer, site, missing) {
  const { status, body } = answer;
  if (status === 404) return new Failure(missing ?? 'There is no such thing.', EXIT.notFound);
  if (status === 422 && Array.isArray(body?.errors)) {
    const said = body.errors.map(({ field, detail }) => clean(`${field}: ${detail}`));
    return new Failure(said.join('\n'), EXIT.usage);
  }
  const says = [body?.title, body?.detail].filter(Boolean).map(clean).join('. ');
  return trouble(answer) ?? new Failure(says || `${site} answered ${status}.`);
}

/**
 * Gets new tokens for those that are over. Two copies of the program do it one after the other, and the
 * second finds what the first has got; should both ask, the server gives both the same.
 */
function refresh(store, { site, tokens: over }) {
  return store.alone(async () => {
    const kept = store.read();
    if (!kept?.tokens || kept.site !== site) throw signedOut(site);
    if (kept.tokens.accessToken !== over.accessToken && isFresh(kept.tokens)) return kept.tokens;
    const server = await discover(site);
    const { refreshToken: refresh_token } = kept.tokens;
    const answer = await withRetry(() =>
      askForTokens(server, { grant_type: 'refresh_token', refresh_token }),
    );
    if (answer.body?.error === 'invalid_grant') return ended(store, site, refresh_token);
    const tokens = tokensFrom(answer);
    store.write({ site, tokens });
    return tokens;
  });
}

/** The server knows this token no more: unless another copy has put a newer one there, that was it. */
function ended(store, site, refreshToken) {
  const kept = store.read();
  const isNewer = kept?.tokens && kept.site === site && kept.tokens.refreshToken !== refreshToken;
  if (isNewer) return kept.tokens;
  store.forget();
  throw signedOut(site);
}

async function withRetry(send) {
  for (const pause of RETRY_PAUSES_MS) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      await sleep(pause);
    }
  }
  return send();
}
