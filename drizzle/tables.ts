import type { Table } from 'drizzle-orm';
import { PRODUCT_TABLES } from './product/tables.ts';
import {
  auditAnchor,
  auditEvents,
  auditHead,
  auditInbox,
  auditTiles,
  auditVerdict,
} from './schema/audit.ts';
import { codes } from './schema/codes.ts';
import { companyDomains } from './schema/company-domains.ts';
import { connections } from './schema/connections.ts';
import { consents } from './schema/consents.ts';
import { credentials } from './schema/credentials.ts';
import { grants } from './schema/grants.ts';
import { knownBrowsers } from './schema/known-browsers.ts';
import { limits } from './schema/limits.ts';
import { logoutNotices } from './schema/logout-notices.ts';
import { nodes } from './schema/nodes.ts';
import { oauthClients } from './schema/oauth-clients.ts';
import { oauthRecords } from './schema/oauth-records.ts';
import { outbox } from './schema/outbox.ts';
import { passkeyChallenges } from './schema/passkey-challenges.ts';
import { pendingSignIns } from './schema/pending-sign-ins.ts';
import { providerFlows } from './schema/provider-flows.ts';
import { providers } from './schema/providers.ts';
import { recoveries } from './schema/recoveries.ts';
import { rootSecrets } from './schema/root-secrets.ts';
import { sessions } from './schema/sessions.ts';
import { signingKeys } from './schema/signing-keys.ts';
import { trustedBrowsers } from './schema/trusted-browsers.ts';
import { users } from './schema/users.ts';
import { webhooks } from './schema/webhooks.ts';

/** Every table, for code that goes through all of them. A test names the one that is missing. */
export const TABLES: Table[] = [
  users,
  rootSecrets,
  oauthClients,
  consents,
  sessions,
  credentials,
  connections,
  pendingSignIns,
  passkeyChallenges,
  providers,
  companyDomains,
  providerFlows,
  trustedBrowsers,
  recoveries,
  knownBrowsers,
  oauthRecords,
  signingKeys,
  codes,
  outbox,
  logoutNotices,
  webhooks,
  limits,
  auditInbox,
  auditEvents,
  auditHead,
  auditAnchor,
  auditTiles,
  auditVerdict,
  grants,
  ...PRODUCT_TABLES,
  nodes,
];
