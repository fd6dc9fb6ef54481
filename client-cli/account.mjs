import { callApi, idIn } from './api.mjs';
import { byBrowser } from './browser-grant.mjs';
import { byDevice } from './device-grant.mjs';
import { neverSignedIn } from './failure.mjs';
import { siteInUse } from './own-token.mjs';
import { asJson, clean, moment, table } from './print.mjs';
import { discover } from './server.mjs';
import { DEFAULT_SITE, siteFrom } from './site.mjs';
import { revoke } from './tokens.mjs';

/** Signs in, and signs out what was signed in here before. */
export async function login({ store, say }, { url, browser }) {
  const site = siteFrom(url ?? store.peek()?.site ?? DEFAULT_SITE);
  const server = await discover(site);
  const tokens = await (browser ? byBrowser : byDevice)(server, { say });
  const former = formerSignIn(store);
  const place = await store.alone(() => store.write({ site, tokens }));
  if (former) await quietly(async () => revoke(await discover(former.site), former.tokens));
  const { email } = await callApi(store, '/me');
  say(`You are signed in at ${site} as ${clean(email)}.`);
  say(`The sign-in is kept in ${place === 'file' ? store.path : 'the keychain of this system'}.`);
}

function formerSignIn(store) {
  try {
    const kept = store.read();
    return kept?.tokens ? kept : null;
  } catch {
    return null;
  }
}

/** What was signed in before ends by itself in two weeks; a failure to tell it does not fail the command. */
const quietly = (work) => work().catch(() => {});

export async function whoami({ store, say }, { json }) {
  const me = await callApi(store, '/me');
  const site = siteInUse(store);
  if (json) return say(asJson({ ...me, site }));
  return say(`${clean(me.name)} <${clean(me.email)}>, ${clean(me.role)}, at ${site}`);
}

/** Ends the sign-in at the server and then forgets it; with `local` only forgets it. */
export async function logout({ store, say }, { local }) {
  const { site, place = 'nowhere' } = store.peek() ?? {};
  if (place === 'nowhere') throw neverSignedIn();
  await store.alone(async () => {
    const { tokens } = local ? {} : store.read();
    if (tokens) await revoke(await discover(site), tokens);
    store.forget();
  });
  say(local ? 'Forgotten here. At the server it ends in two weeks.' : `Signed out of ${site}.`);
}

export async function sessions({ store, say }, { json }) {
  const { sessions: found } = await callApi(store, '/sessions');
  if (json) return say(asJson(found));
  const rows = found.map(({ id, client, address, lastSeenAt, isThisOne }) => [
    id,
    isThisOne ? `${client} (this one)` : client,
    address,
    moment(lastSeenAt),
  ]);
  return say(table([['ID', 'SIGNED IN WITH', 'ADDRESS', 'LAST SEEN'], ...rows]).join('\n'));
}

export async function endSession({ store, say }, { id }) {
  const missing = `You have no session ${clean(id)}.`;
  await callApi(store, `/sessions/${idIn(id, missing)}`, { method: 'DELETE', missing });
  say('Ended.');
}
