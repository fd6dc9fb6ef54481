import 'server-only';
import { postgres } from '#lib/db/client';

/** What would be lost when another server takes over, in one sentence; null when nothing, or there is no other. */
export async function lossAtFailover(): Promise<string | null> {
  const loss = await postgres()?.loss();
  return loss ? `${loss.says} ${loss.fix}` : null;
}
