import 'server-only';
import { checkpointSince, signCheckpoint } from '#lib/audit/tree/checkpoint';
import { equal } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { isFromThisMachine } from '#lib/request/client';

const SIZE = /^(0|[1-9]\d{0,14})$/;

/**
 * The head of the audit log for a witness with WITNESS_TOKEN: signed, and with the proof since the `old` entries that it has
 * seen. While the site is for this machine only, programs on it need no token. It has nothing of any entry, but says how
 * many there are, so others get 404.
 */
export async function readCheckpoint(
  authorization: string | null,
  old: string | null,
): Promise<{ status: 200 | 400 | 404; text: string }> {
  const { WITNESS_TOKEN: token, isLoopback } = env();
  const hasToken = token !== undefined && equal(authorization ?? '', `Bearer ${token}`);
  if (!hasToken && !(isLoopback && isFromThisMachine())) return { status: 404, text: 'Not found' };
  if (old === null) return { status: 200, text: (await signCheckpoint()).text };
  if (!SIZE.test(old))
    return { status: 400, text: 'old takes the number of entries that were seen.' };
  return { status: 200, text: await checkpointSince(Number(old)) };
}
