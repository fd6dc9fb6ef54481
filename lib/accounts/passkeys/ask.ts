import 'server-only';
import { listPasskeys } from '#lib/accounts/passkeys/list';
import { offers } from '#lib/accounts/ways/offered';
import { type Asked, type AskFailure, newPasskeyChallenge } from '#lib/factors/passkey/challenge';
import { PASSKEY } from '#lib/factors/passkey/factor';
import { creationOptions, requestOptions } from '#lib/factors/passkey/options';
import { passkeySite } from '#lib/factors/passkey/site';
import { userHandleFor } from '#lib/factors/passkey/user-handle';
import { factorsOf } from '#lib/factors/verify-factor';
import { fail, ok, type Result } from '#lib/result';
import { type Challenge, findChallenge } from '#lib/session/challenge';
import type { Viewer } from '#lib/session/store';

/** What a page asks its browser for. The challenge in it is answered once, in this browser, within five minutes. */
type Options<Made> = Promise<Result<Made, AskFailure | 'no_passkeys'>>;
type RequestOptions = ReturnType<typeof requestOptions>;

/** Whether somebody can sign in with a passkey here, and add one: the operator offers it, and the site has a name. */
export const takesPasskeys = (): boolean => offers('passkey') && passkeySite() !== null;

/** For a stranger who wants to sign in: the same for everybody. */
export const askToSignIn = async (secret: string): Options<RequestOptions> =>
  offers('passkey') ? ask({ purpose: 'sign_in', secret, userId: null }) : fail('no_passkeys');

/** For a person who has to prove another thing, in the browser in which they proved the first. */
export async function askForSecondFactor(
  held: Challenge | null,
  secret: string,
): Options<RequestOptions> {
  const found = held && (await findChallenge(held));
  if (!found || !(await hasPasskey(found.userId))) return fail('no_passkeys');
  return ask({ purpose: 'second_factor', secret, userId: found.userId });
}

/** For the viewer, who proves again who they are. */
export async function askToConfirm({ user }: Viewer, secret: string): Options<RequestOptions> {
  if (!(await hasPasskey(user.id))) return fail('no_passkeys');
  return ask({ purpose: 'confirm', secret, userId: user.id });
}

/** For the viewer, who adds a passkey: on no device that has one of theirs already. */
export async function askToEnrol(
  viewer: Viewer,
  secret: string,
): Options<ReturnType<typeof creationOptions>> {
  const site = passkeySite();
  if (!site || !offers('passkey')) return fail('no_passkeys');
  const { id: userId, email, name } = viewer.user;
  const challenge = await newPasskeyChallenge({ purpose: 'enrol', secret, userId });
  if (!challenge.ok) return challenge;
  const known = await listPasskeys(viewer);
  const has = known.map(({ handle: id, transports }) => ({
    id,
    transports: transports.split(' ').filter(Boolean),
  }));
  const owner = { email, name, userHandle: userHandleFor(userId) };
  return ok(creationOptions(challenge.value, site, owner, has));
}

async function ask(asked: Asked): Options<RequestOptions> {
  const site = passkeySite();
  if (!site) return fail('no_passkeys');
  const challenge = await newPasskeyChallenge(asked);
  return challenge.ok ? ok(requestOptions(challenge.value, site)) : challenge;
}

const hasPasskey = async (userId: string) =>
  (await factorsOf(userId)).some(({ kind }) => kind === PASSKEY);
