import 'server-only';
import { passwordWay } from '#lib/accounts/ways/password';
import type { ProofRequest } from '#lib/factors/proof-request';
import { factorOf, fieldOf } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';

/** What the viewer has to prove, where a form asks once more who they are. */
export async function proofRequestFor({ user }: Viewer): Promise<ProofRequest> {
  const factor = await factorOf(user.id);
  const fields = [...passwordWay.fields, ...(factor ? [fieldOf(factor)] : [])];
  return { username: user.email, fields };
}
