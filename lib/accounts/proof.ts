import 'server-only';
import type { Asked } from '#lib/factors/asked';
import { factorOf, fieldOf } from '#lib/factors/prove-factor';
import type { Viewer } from '#lib/session/store';

/** What the viewer has to prove, where a form asks once more who they are. */
export async function proofOf({ user }: Viewer): Promise<Asked> {
  const factor = await factorOf(user.id);
  const fields: Asked['fields'] = [{ name: 'password', label: 'Password' }];
  return { username: user.email, fields: factor ? [...fields, fieldOf(factor)] : fields };
}
