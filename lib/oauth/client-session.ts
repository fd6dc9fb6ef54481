import 'server-only';
import { and, eq, exists, gte, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { withoutIndex } from '#lib/db/engine';
import { expectRow, transaction } from '#lib/db/transaction';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import type { OAuthClient } from '#lib/oauth/clients';
import { FRESH_SECONDS } from '#lib/oauth/lifetimes';
import { consentMail, tokenReusedMail } from '#lib/oauth/mails';
import { findSiteSession, goOnWith } from '#lib/oauth/site-session';
import { currentClient } from '#lib/request/client';
import { endSession } from '#lib/session/end';
import { isHere } from '#lib/session/here';
import { CLIENT_SESSION, SITE_SESSION } from '#lib/session/lifetimes';
import { addSession, type Viewer } from '#lib/session/store';

const SITE_SECONDS = SITE_SESSION.absoluteSeconds;

/**
 * The session of a program that the viewer lets in: everything it will hold hangs on this row. No cookie opens it, so
 * it does not begin in lib/session/admit: nobody proves anything but the viewer, in a session that did. It lasts a
 * quarter of an hour until the program comes for its tokens; at a site as long as that may keep somebody signed in, and
 * a person that signs in there again from the same session here goes on with it. The write `open` happens only while
 * the viewer's own session does; the log is told, and the person is mailed: of a site that they sign in to only
 * the first time, for it holds nothing that lasts, and a mail at each sign-in would soon be read by nobody.
 */
export async function newClientSession(viewer: Viewer, client: OAuthClient) {
  const isSite = client.kind === 'web';
  const goesOn = isSite ? await findSiteSession(viewer, client.id) : null;
  const id = goesOn ?? uuid();
  const now = new Date();
  const userId = viewer.user.id;
  const object = `client:${client.id}`;
  const isNews = !isSite || !(await hadConsent(userId, client));
  const path = isSite ? '/settings/sessions' : '/settings/apps';
  const notice = isNews ? await post(viewer.user.email, consentMail(client.name, path)) : null;
  const row = {
    id,
    userId,
    clientId: client.id,
    // No cookie opens it: nobody ever knew this secret.
    secretHash: hashSecret(randomSecret()),
    root: rootNames()[0],
    isPersistent: true,
    // It was let in by somebody who had proven this.
    amr: viewer.session.amr.join(' '),
    createdAt: now,
    lastSeenAt: now,
    idleSeconds: (isSite ? SITE_SESSION : CLIENT_SESSION).idleSeconds,
    expiresAt: new Date(now.getTime() + (isSite ? SITE_SECONDS : FRESH_SECONDS) * 1000),
    begunIn: isSite ? viewer.session.id : null,
    ...currentClient(),
  };
  const event = { type: 'authn_token_created', userId, sessionId: id, object } as const;
  const open = [
    expectRow((tx) => tx.update(sessions).set({ lastSeenAt: now }).where(isHere(viewer))),
    goesOn ? goOnWith(row) : addSession(row, isActive(client.id)),
    record({ ...event, detail: detailOf('program', { name: client.name }) }),
    notice,
  ];
  return { id, open, goesOn: goesOn !== null };
}

/** The program may ask: one that is disabled at the same moment gets no session that would outlive that. */
function isActive(id: string): SQL {
  const isIt = and(eq(oauthClients.id, id), isNull(oauthClients.disabledAt));
  return exists(db().select({ id: oauthClients.id }).from(oauthClients).where(isIt));
}

/** Whether the log still knows that this person has let this program in, since it is the one it is. */
async function hadConsent(userId: string, { id, createdAt }: OAuthClient): Promise<boolean> {
  const isIt = and(
    eq(auditEvents.userId, userId),
    // By the index of the person, not by that of everybody's events of a kind.
    eq(withoutIndex(auditEvents.type), 'authn_token_created'),
    eq(auditEvents.object, `client:${id}`),
    gte(auditEvents.at, createdAt),
  );
  const found = await db().select({ id: auditEvents.id }).from(auditEvents).where(isIt).limit(1);
  return found.length > 0;
}

/** The write that notes that the program of a session came for something; false if it has ended. */
export const recordTokenUse = (sessionId: string) =>
  expectRow((tx) =>
    tx.update(sessions).set({ lastSeenAt: new Date() }).where(eq(sessions.id, sessionId)),
  );

/**
 * The write that lets the session of a program go on, because it fetched lasting tokens: while it comes back
 * within 14 days, and until 90 days after it was let in. From here on it is seen where the program runs, and
 * outlives the root secret it was let in under.
 */
export function extendClientSession(sessionId: string, letInAt: Date) {
  const expiresAt = new Date(letInAt.getTime() + CLIENT_SESSION.absoluteSeconds * 1000);
  const values = { lastSeenAt: new Date(), expiresAt, root: rootNames()[0], ...currentClient() };
  return expectRow((tx) => tx.update(sessions).set(values).where(eq(sessions.id, sessionId)));
}

/**
 * Ends the session of a program and with it every token: because it signed out, because it refreshed far more
 * often than its tokens last, or because a used token was shown again (RFC 9700 4.14.2), which the log and the person are told. Nothing happens if it has ended.
 */
export async function endClientSession(
  sessionId: string,
  why: 'signed out' | 'reuse' | 'refreshed too often',
) {
  const [row] = await db()
    .select({
      userId: users.id,
      email: users.email,
      language: users.language,
      timeZone: users.timeZone,
      client: oauthClients.name,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(oauthClients, eq(oauthClients.id, sessions.clientId))
    .where(eq(sessions.id, sessionId));
  if (!row) return;
  const { userId, email, client } = row;
  const mail = () => tokenReusedMail(client);
  const notice = why === 'reuse' ? await post(email, forReader(row, mail)) : null;
  const as = why === 'reuse' ? 'authn_token_reuse' : 'session_ended';
  const which = isNotNull(sessions.clientId);
  await transaction(
    expectRow(
      endSession({
        of: userId,
        id: sessionId,
        which,
        why: detailOf('program', { name: client }),
        as,
      }),
    ),
    notice,
  );
}
