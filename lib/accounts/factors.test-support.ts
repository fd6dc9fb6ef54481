import { v4 as uuid } from 'uuid';
import { beginAuthenticator } from '#lib/accounts/authenticator/begin';
import { confirmAuthenticator } from '#lib/accounts/authenticator/confirm';
import { viewerOf } from '#lib/accounts/life.test-support';
import { makeRecoveryCodes } from '#lib/accounts/recovery-codes';
import { codeAt, stepAt } from '#lib/factors/totp/totp';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app makes of a key that was typed into it: base32 (RFC 4648 6), read by nothing of ours. */
function readTypedKey(typed: string): Buffer {
  const bits = [...typed].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** What an app with this key shows, so many half minutes from now. */
export const shownBy = (typedKey: string, later = 0): string =>
  codeAt(readTypedKey(typedKey), stepAt(Date.now()) + later);

export const viewerBy = async (ticket: Ticket): Promise<Viewer> => {
  const found = await findViewer(ticket);
  if (!found) throw new Error('The session is over.');
  return found.viewer;
};

/** Gives somebody who has no factor an app, with the code of the half minute before: the key that it has. */
export async function addApp(userId: string): Promise<string> {
  const viewer = await viewerOf(userId);
  const key = await beginAuthenticator(viewer);
  if (!key) throw new Error('They have an app.');
  const outcome = await confirmAuthenticator(viewer, shownBy(key.typed, -1));
  if (!outcome.ok) throw new Error(outcome.reason);
  return key.typed;
}

/** Gives the viewer ten codes. */
export async function addRecoveryCodes(viewer: Viewer): Promise<string[]> {
  const made = await makeRecoveryCodes(viewer, uuid());
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
