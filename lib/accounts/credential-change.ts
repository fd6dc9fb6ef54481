import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import {
  type Credential,
  type CredentialChange,
  credentialMail,
} from '#lib/accounts/credential-mail';
import { record } from '#lib/audit/record';
import type { Write } from '#lib/db/transaction';
import { isSecondFactor, settleDue } from '#lib/factors/second-factor-due';
import { post } from '#lib/mail/outbox';
import { endTrust } from '#lib/session/end';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

/**
 * The writes that go with every change of what the viewer signs in with: the log is told, and the owner by mail. After
 * more than another name the other sessions have to prove again who they are, and when something was taken away no
 * browser is trusted any more. Give them to `transaction` with the change itself; `id` is that of the credential, so that
 * "This wasn't me" can undo it.
 */
export async function credentialChange(
  { user, session }: Viewer,
  change: CredentialChange,
  what: Credential,
  id?: string,
): Promise<Write> {
  const entry = { userId: user.id, sessionId: session.id, detail: what } as const;
  const others = and(eq(sessions.userId, user.id), ne(sessions.id, session.id));
  return [
    whileHere({ session }),
    record({ ...entry, type: `credential_${change}`, object: id ? `credential:${id}` : '' }),
    change !== 'renamed' &&
      ((tx) =>
        tx
          .update(sessions)
          .set({ authenticatedAt: new Date(0) })
          .where(others)),
    change === 'removed' && endTrust(user.id),
    change !== 'renamed' &&
      isSecondFactor(what) &&
      settleDue(user, change === 'removed' ? id : undefined),
    await post(user.email, credentialMail(what, change)),
  ];
}
