import 'server-only';
import { passwordWay } from '#lib/accounts/ways/password';
import type { Asked } from '#lib/factors/asked';
import { factorOf, fieldOf } from '#lib/factors/prove-factor';
import type { Viewer } from '#lib/session/store';

/** What the viewer has to prove, where a form asks once more who they are. */
export async function proofOf({ user }: Viewer): Promise<Asked> {
  const factor = await factorOf(user.id);
  const fields = [...passwordWay.fields, ...(factor ? [fieldOf(factor)] : [])];
  return { username: user.email, fields };
}
