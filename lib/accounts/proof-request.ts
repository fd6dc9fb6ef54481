import 'server-only';
import { passwordWay } from '#lib/accounts/ways/password';
import type { ProofRequest } from '#lib/factors/proof-request';
import { factorsOf, requestFor } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';

/** What the viewer has to prove, where a form asks once more who they are. */
export async function proofRequestFor({ user }: Viewer, by?: string): Promise<ProofRequest> {
  const { fields, ...more } = requestFor(await factorsOf(user.id), { by });
  // A passkey alone is enough; where nothing else is asked for with the password, that alone is not.
  const typed = more.takesPasskey && fields.length === 0 ? [] : [...passwordWay.fields, ...fields];
  return { username: user.email, ...more, fields: typed };
}
