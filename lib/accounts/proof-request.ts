import 'server-only';
import { passwordWay } from '#lib/accounts/ways/password';
import { hasPassword } from '#lib/factors/password';
import type { ProofRequest } from '#lib/factors/proof-request';
import { factorsOf, requestFor } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';

/** What a person without a password types first. */
const mailedCode = () =>
  ({ name: 'code', label: say('confirmCode.label'), hint: say('confirmCode.hint') }) as const;

/** What the viewer has to prove, where a form asks once more who they are. */
export async function proofRequestFor({ user }: Viewer, by?: string): Promise<ProofRequest> {
  const { fields, ...more } = requestFor(await factorsOf(user.id), { by });
  const needsPasskey = more.takesPasskey && fields.length === 0;
  const mailsCode = !needsPasskey && !(await hasPassword(user.id));
  const first = mailsCode ? [mailedCode()] : passwordWay.fields;
  // A passkey alone is enough; where nothing else is asked for with the first proof, that alone is not.
  const typed = needsPasskey ? [] : [...first, ...fields];
  return { username: user.email, ...more, mailsCode, fields: typed };
}
