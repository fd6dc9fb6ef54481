import 'server-only';
import { type AnyColumn, getTableName, gt, type SQL, sql } from 'drizzle-orm';
import { auditAnchor, auditEvents, auditInbox, auditVerdict } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { companyDomains } from '#drizzle/schema/company-domains';
import { connections } from '#drizzle/schema/connections';
import { consents } from '#drizzle/schema/consents';
import { credentials } from '#drizzle/schema/credentials';
import { grants } from '#drizzle/schema/grants';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { nodes } from '#drizzle/schema/nodes';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { providers } from '#drizzle/schema/providers';
import { recoveries } from '#drizzle/schema/recoveries';
import { rootSecrets } from '#drizzle/schema/root-secrets';
import { sessions } from '#drizzle/schema/sessions';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { users } from '#drizzle/schema/users';
import { webhooks } from '#drizzle/schema/webhooks';
import { CODE_MINUTES } from '#lib/codes/lifetimes';
import { SECRET_OVERLAP_SECONDS } from '#lib/oauth/lifetimes';
import { ruleTimes } from '#lib/operator/clock/limit-times';
import type { StoredTime } from '#lib/operator/clock/stored-time';
import { ALL_THINGS } from '#lib/product/resources';
import { TOKEN_SESSION } from '#lib/session/lifetimes';
import { SLACK_MS } from '#lib/times';

const DAY_MS = 24 * 3_600_000;
const MONTH_MS = 31 * DAY_MS;
const FIVE_YEARS_MS = 5 * 366 * DAY_MS;
const CODE_MS = CODE_MINUTES * 60_000;
/** The longest there is: that of a personal access token. */
const SESSION_MS = TOKEN_SESSION.absoluteSeconds * 1000;

const happened = (mend: StoredTime['mend'], ...columns: AnyColumn[]): StoredTime[] =>
  columns.map((column) => ({ column, mostMs: 0, mend }));

/**
 * Every time that is stored. Those too far ahead open and close nothing wherever they are read (lib/times);
 * the operator finds and clears them by this list, which a test holds to the schema.
 */
export const storedTimes = (): StoredTime[] => [
  ...happened('delete', sessions.createdAt, sessions.lastSeenAt, sessions.authenticatedAt),
  ...happened('delete', knownBrowsers.signedInAt),
  { column: sessions.expiresAt, mostMs: SESSION_MS, mend: 'delete' },
  ...happened('delete', oauthRecords.createdAt, oauthRecords.consumedAt),
  { column: oauthRecords.expiresAt, mostMs: SESSION_MS, mend: 'delete' },
  ...happened(
    'delete',
    pendingSignIns.createdAt,
    passkeyChallenges.createdAt,
    providerFlows.createdAt,
  ),
  ...happened('delete', trustedBrowsers.createdAt, trustedBrowsers.lastUsedAt),
  { column: trustedBrowsers.expiresAt, mostMs: MONTH_MS, mend: 'delete' },
  ...happened('delete', recoveries.startedAt, recoveries.notifiedAt),
  { column: recoveries.opensAt, mostMs: 30 * DAY_MS, mend: 'delete' },
  ...happened('now', credentials.createdAt, credentials.confirmedAt, credentials.lastUsedAt),
  ...happened('now', providers.createdAt, connections.createdAt, connections.lastUsedAt),
  ...happened('now', companyDomains.createdAt, companyDomains.verifiedAt),
  { column: users.secondFactorDueAt, mostMs: MONTH_MS, mend: 'now' },
  ...happened('delete', codes.createdAt, codes.mailedAt, codes.redeemedAt),
  { column: codes.expiresAt, mostMs: CODE_MS, mend: 'delete' },
  ...ruleTimes(),
  ...happened('now', outbox.createdAt, outbox.sentAt),
  { column: outbox.dueAt, mostMs: 2 * 3_600_000, mend: 'now' },
  { column: outbox.usefulUntil, mostMs: CODE_MS, mend: 'now' },
  ...happened('now', logoutNotices.createdAt, logoutNotices.givenUpAt),
  { column: logoutNotices.dueAt, mostMs: 2 * 3_600_000, mend: 'now' },
  ...happened('now', webhooks.createdAt, webhooks.failingSince),
  { column: webhooks.dueAt, mostMs: 2 * 3_600_000, mend: 'now' },
  ...happened('now', signingKeys.createdAt, signingKeys.retiredAt, oauthClients.createdAt),
  ...happened('now', oauthClients.disabledAt, consents.createdAt, consents.lastUsedAt),
  ...happened('now', oauthClients.secretCreatedAt, oauthClients.lastUsedAt),
  { column: oauthClients.oldSecretEndsAt, mostMs: SECRET_OVERLAP_SECONDS * 1000, mend: 'now' },
  ...happened(
    'now',
    rootSecrets.since,
    users.createdAt,
    users.disabledAt,
    grants.createdAt,
    grants.offeredAt,
  ),
  ...ALL_THINGS.flatMap(({ table }) => happened('now', table.createdAt, table.updatedAt)),
  ...happened('delete', nodes.startedAt, nodes.seenAt),
  // Staff has chosen it, and it opens what is shut.
  { column: users.disabledUntil, mostMs: FIVE_YEARS_MS, mend: 'leave' },
  // Nothing in the log is ever changed.
  ...happened('leave', auditInbox.at, auditEvents.at, auditAnchor.at, auditVerdict.at),
];

/** "sessions.expires_at". */
export const nameOfTime = ({ column }: StoredTime) =>
  `${getTableName(column.table)}.${column.name}`;

/** True for the rows whose time lies further ahead than it can have been set. */
export const isTooFarAhead = ({ column, mostMs, only }: StoredTime): SQL =>
  sql`${gt(column, new Date(Date.now() + mostMs + SLACK_MS))} and ${only ?? sql`1 = 1`}`;
