import 'server-only';
import { cookies } from 'next/headers';
import { v7 as uuid } from 'uuid';
import { keysFor } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import { hashCode } from '#lib/crypto/tokens';
import { cookieName, cookieOptions } from '#lib/session/cookie';

const REMEMBER_SECONDS = 180 * 24 * 3600;
const ACCOUNTS = 5;

/**
 * The name of this browser, if somebody signed in to this account with it before; else null. It is good
 * for one thing: strangers who guess at an account do not use up the tries of its owner (ASVS 6.1.1).
 * The cookie opens nothing, names no account in clear, and outlives signing out.
 */
export async function knownBrowser(email: string): Promise<string | null> {
  const { id, accounts } = await readBrowser();
  return accountMarks(email).some((mark) => accounts.includes(mark)) ? id : null;
}

/** Notes that this browser has signed in to this account; the latest five are kept, for half a year. */
export async function rememberBrowser(email: string) {
  const { id, accounts } = await readBrowser();
  const [mark, ...older] = accountMarks(email);
  const others = accounts.filter((other) => other !== mark && !older.includes(other));
  const latest = [mark, ...others].slice(0, ACCOUNTS);
  const sealed = await seal('browser', { id, accounts: latest }, REMEMBER_SECONDS);
  const options = { ...cookieOptions(), maxAge: REMEMBER_SECONDS };
  (await cookies()).set(cookieName('browser'), sealed, options);
}

async function readBrowser(): Promise<{ id: string; accounts: string[] }> {
  const sealed = (await cookies()).get(cookieName('browser'))?.value;
  const data = sealed ? await unseal('browser', sealed, REMEMBER_SECONDS) : null;
  const accounts = Array.isArray(data?.['accounts']) ? data['accounts'].map(String) : [];
  return { id: typeof data?.['id'] === 'string' ? data['id'] : uuid(), accounts };
}

/** Under each root secret; the first is for new ones. */
function accountMarks(email: string) {
  const [first, ...older] = keysFor('browser');
  const mark = (key: Uint8Array) => hashCode(key, email).slice(0, 32);
  return [mark(first), ...older.map(mark)] as const;
}
