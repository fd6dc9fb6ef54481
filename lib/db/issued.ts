import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { codes } from '#drizzle/schema/codes';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { recoveries } from '#drizzle/schema/recoveries';
import { sessions } from '#drizzle/schema/sessions';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { db } from '#lib/db/client';

/** Every table whose rows open something, or let something be opened, until they are gone. Each has a `root`. */
export const ISSUED = [
  oauthRecords,
  sessions,
  pendingSignIns,
  passkeyChallenges,
  providerFlows,
  trustedBrowsers,
  recoveries,
  codes,
  signingKeys,
] as const;

type Root = (typeof ISSUED)[number]['root'];
/** Which of them, by the root secret they were issued under; all when left out. */
export type Which = (root: Root) => SQL | undefined;
const all: Which = () => undefined;

/** How much there is of it. */
export async function countIssued(which = all) {
  const programs = sql<number>`count(${sessions.clientId})`.mapWith(Number);
  const [sessionRows, ...others] = await Promise.all([
    db()
      .select({ count: sql<number>`count(*)`, programs })
      .from(sessions)
      .where(which(sessions.root)),
    ...[oauthRecords, codes, signingKeys].map((table) => db().$count(table, which(table.root))),
  ]);
  const [tokens = 0, mailed = 0, keys = 0] = others;
  const { count = 0, programs: ofPrograms = 0 } = sessionRows[0] ?? {};
  return { sessions: count, programs: ofPrograms, tokens, codes: mailed, keys };
}

export type Issued = Awaited<ReturnType<typeof countIssued>>;
