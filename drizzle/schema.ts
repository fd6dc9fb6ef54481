import { sql } from 'drizzle-orm';
import { index, primaryKey, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { count, flag, moment, secret, table, words } from './columns.ts';

/** People. A row exists only once its mailbox was proven. */
export const users = table(
  'users',
  {
    id: words('id').primaryKey(),
    /** In its one canonical form: see lib/accounts/rules. */
    email: words('email').notNull(),
    name: words('name').notNull(),
    /** argon2id, PHC string. */
    passwordHash: secret('password_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    disabledAt: moment('disabled_at'),
    /** From then on the account is open again by itself; null when somebody has to open it. */
    disabledUntil: moment('disabled_until'),
    /** For those who administer; the person is not shown it. */
    disabledReason: words('disabled_reason').notNull().default(''),
    /** member, support or administrator: see lib/permissions/table. */
    role: words('role').notNull().default('member'),
    /** The name as it is searched for: see lib/accounts/rules. */
    searchName: words('search_name').notNull().default(''),
    /** IANA name, for the times that are shown; empty while nobody has chosen and none was noticed: then UTC. */
    timeZone: words('time_zone').notNull().default('UTC'),
    /** system, light or dark. */
    theme: words('theme').notNull().default('system'),
    /** What the notes they own take up: see lib/notes/storage. */
    storedBytes: count('stored_bytes').notNull().default(0),
  },
  (users) => [
    uniqueIndex('users_email').on(users.email),
    index('users_search_name').on(users.searchName, users.id),
    index('users_role').on(users.role),
  ],
);

/**
 * The root secrets that the server was last started with, by name; what a row was issued under is such a name. A
 * start ends whatever was issued under another: see lib/server/bind.
 */
export const rootSecrets = table('root_secrets', {
  id: words('id').primaryKey(),
  since: moment('since').notNull(),
});

/** The root secret that a row was issued under: see lib/db/issued. */
const root = () => words('root').notNull().default('');

/** Programs that are no browsers of ours, and sites people sign in to with Gatehouse. The operator adds them. */
export const oauthClients = table(
  'oauth_clients',
  {
    /** client_id, as the program names itself (RFC 6749 2.2). */
    id: words('id').primaryKey(),
    name: words('name').notNull(),
    /** native, web or service: see lib/oauth/clients. */
    kind: words('kind').notNull(),
    /** JSON: where codes may be sent, exactly; only the port of a loopback address may vary (RFC 8252 7.3). */
    redirectUris: words('redirect_uris').notNull(),
    /** HMAC of the secret of a program that can keep one; null for all others, and once its root secret is gone. */
    secretHash: secret('secret_hash'),
    root: root(),
    /** Of a service: the audience of the tokens meant for it (RFC 8707) … */
    audience: words('audience'),
    /** … and the scopes it knows, with spaces between. Of an app: all that it may ask for. */
    scope: words('scope').notNull().default(''),
    createdAt: moment('created_at').notNull(),
  },
  (clients) => [uniqueIndex('oauth_clients_audience').on(clients.audience)],
);

/**
 * What a session cookie points at, and what the tokens of a program hang on. Without the row both are worth
 * nothing.
 */
export const sessions = table(
  'sessions',
  {
    id: words('id').primaryKey(),
    userId: words('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    /** "Keep me signed in". */
    isPersistent: flag('is_persistent').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Written at most once a minute. */
    lastSeenAt: moment('last_seen_at').notNull(),
    /** When the person last proved here to be who they are; null means when it began … */
    provenAt: moment('proven_at'),
    /** … and by what: words of RFC 8176, with blanks between. See lib/factors/proven. */
    amr: words('amr').notNull().default('pwd'),
    idleSeconds: count('idle_seconds').notNull(),
    /** The absolute end. */
    expiresAt: moment('expires_at').notNull(),
    /** Where the last visit came from: written with `lastSeenAt`. */
    address: words('address').notNull(),
    userAgent: words('user_agent').notNull(),
    /** The program that was let in; null for a browser. */
    clientId: words('client_id').references(() => oauthClients.id, { onDelete: 'cascade' }),
    root: root(),
  },
  (sessions) => [
    index('sessions_user').on(sessions.userId, sessions.createdAt),
    index('sessions_expiry').on(sessions.expiresAt),
  ],
);

/** What the authorization server keeps: codes, tokens and steps under way, under an HMAC of their secret. */
export const oauthRecords = table(
  'oauth_records',
  {
    /** HMAC of kind and secret. */
    id: words('id').primaryKey(),
    root: root(),
    /** AuthorizationCode, RefreshToken, DeviceCode …, as oidc-provider names them. */
    kind: words('kind').notNull(),
    /** The session of the program: what ends it, ends this. */
    sessionId: words('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    /** HMAC of the short code that a person types to let a device in. */
    userCodeHash: secret('user_code_hash'),
    /** The session in which a person typed that code: only there it can be answered. */
    claimedBy: words('claimed_by'),
    /** JSON, without the secret. */
    payload: secret('payload').notNull(),
    consumedAt: moment('consumed_at'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (records) => [
    index('oauth_records_session').on(records.sessionId),
    uniqueIndex('oauth_records_user_code').on(records.userCodeHash),
    index('oauth_records_expiry').on(records.expiresAt),
  ],
);

/** The key pairs that tokens are signed with, the newest signs; retired ones still verify for a while. */
export const signingKeys = table('signing_keys', {
  /** `kid`: the thumbprint of the public key (RFC 7638). */
  id: words('id').primaryKey(),
  /** JSON Web Key. */
  publicKey: words('public_key').notNull(),
  /** JSON Web Key, sealed. */
  privateKey: secret('private_key').notNull(),
  createdAt: moment('created_at').notNull(),
  /** When another took over. */
  retiredAt: moment('retired_at'),
  root: root(),
});

/** Mailed one-time codes and the flow that waits for each. */
export const codes = table(
  'codes',
  {
    id: words('id').primaryKey(),
    purpose: words('purpose').notNull(),
    /** The exact address the code was mailed to. */
    email: words('email').notNull(),
    /** SHA-256 of the secret in the flow cookie: the code works only in the browser that asked for it. */
    flowHash: secret('flow_hash').notNull(),
    /** HMAC of the code, marked once it opens nothing any more: see lib/codes/end. */
    codeHash: secret('code_hash').notNull(),
    /** What waits for the proof, sealed. */
    payload: secret('payload').notNull(),
    triesLeft: count('tries_left').notNull(),
    /** When the form that asked was last sent in. */
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** When a mail last went out for it; null while none has. */
    mailedAt: moment('mailed_at'),
    redeemedAt: moment('redeemed_at'),
    root: root(),
  },
  (codes) => [
    index('codes_created').on(codes.createdAt),
    index('codes_email').on(codes.email, codes.id),
  ],
);

/** Mail on its way. Written together with what causes it; the body is sealed and wiped once delivered. */
export const outbox = table(
  'outbox',
  {
    id: words('id').primaryKey(),
    template: words('template').notNull(),
    recipient: words('recipient').notNull(),
    subject: words('subject').notNull(),
    body: secret('body').notNull(),
    /** waiting, sent, captured (no SMTP_URL), failed or dropped (it came to be of no use). */
    state: words('state').notNull(),
    attempts: count('attempts').notNull(),
    lastError: words('last_error').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Not before; also the end of a delivery's lease. */
    dueAt: moment('due_at').notNull(),
    sentAt: moment('sent_at'),
    /** After this nobody can use what it says; null: it is always worth reading. */
    usefulUntil: moment('useful_until'),
    /** The code that it carries. */
    codeId: words('code_id'),
  },
  (outbox) => [
    index('outbox_due').on(outbox.state, outbox.dueAt),
    index('outbox_created').on(outbox.createdAt),
    index('outbox_recipient').on(outbox.recipient, outbox.id),
  ],
);

/** How often something happened under a key, and until when it may not happen again. */
export const limits = table(
  'limits',
  {
    key: words('key').primaryKey(),
    /** In this window. */
    used: count('used').notNull(),
    /** Since the last success. */
    streak: count('streak').notNull(),
    windowEndsAt: moment('window_ends_at').notNull(),
    blockedUntil: moment('blocked_until').notNull(),
    /** Nothing is lost when the row is purged after this. */
    expiresAt: moment('expires_at').notNull(),
    /** Raised by each write: a write that read an older one does not happen. */
    revision: count('revision').notNull(),
  },
  (limits) => [index('limits_expiry').on(limits.expiresAt)],
);

/**
 * What happened, in the words of the OWASP logging vocabulary. Rows are only ever added, each chained to the
 * one before; triggers (migrations/0003) refuse everything else. See docs/decisions/017-audit-log.md.
 */
export const auditEvents = table(
  'audit_events',
  {
    /** 1, 2, 3 … without a gap. */
    seq: count('seq').primaryKey(),
    id: words('id').notNull(),
    at: moment('at').notNull(),
    type: words('type').notNull(),
    /** Whose account it is about; stays when the account is gone. */
    userId: words('user_id'),
    /** The session it happened in, or that it was about; it may have ended since. */
    sessionId: words('session_id'),
    /** user, support, administrator, operator or system. */
    actor: words('actor').notNull(),
    /** The user who did it, when that is another than the account is about. */
    actorId: words('actor_id'),
    /** What it was done to, when that is not an account: "note:ID". */
    object: words('object').notNull().default(''),
    /** success or failure. */
    result: words('result').notNull().default('success'),
    address: words('address').notNull(),
    userAgent: words('user_agent').notNull(),
    detail: words('detail').notNull(),
    /** SHA-256 over the hash of the entry before and every field of this one: see lib/db/audit-hash. */
    hash: words('hash').notNull(),
  },
  (events) => [
    uniqueIndex('audit_events_id').on(events.id),
    index('audit_events_user').on(events.userId, events.id),
    index('audit_events_actor')
      .on(events.actorId, events.id)
      .where(sql`${events.actorId} is not null`),
    index('audit_events_type').on(events.type, events.id),
    index('audit_events_user_type').on(events.userId, events.type, events.at),
  ],
);

/** The last entry of the log, moved along by a trigger: shows when entries are missing at the end. One row. */
export const auditHead = table('audit_head', {
  seq: count('seq').notNull(),
  hash: words('hash').notNull(),
});

/** The last entry that retention has removed: the log begins after it. One row; seq 0 while there is none. */
export const auditAnchor = table('audit_anchor', {
  seq: count('seq').notNull(),
  hash: words('hash').notNull(),
  at: moment('at').notNull(),
});

/** Who may do what with which thing: subject, relation, object. The only rows that authorization reads. */
export const grants = table(
  'grants',
  {
    /** "user:ID", or "mailbox:ADDRESS" until somebody proves that mailbox. */
    subject: words('subject').notNull(),
    relation: words('relation').notNull(),
    kind: words('kind').notNull(),
    object: words('object').notNull(),
    /** The address it was given to, as typed then: what others see, whether or not it has an account. */
    address: words('address').notNull(),
    /** The user who gave it; null when one gave it to oneself by making the thing. */
    grantedBy: words('granted_by'),
    createdAt: moment('created_at').notNull(),
    /** The owner wants to hand the thing over to this subject, who has not answered yet. */
    offeredAt: moment('offered_at'),
  },
  (grants) => [
    primaryKey({ columns: [grants.subject, grants.kind, grants.object] }),
    index('grants_object').on(grants.kind, grants.object, grants.createdAt),
  ],
);

/** The first resource that is shared. Who owns one is a grant. */
export const notes = table('notes', {
  id: words('id').primaryKey(),
  title: words('title').notNull(),
  text: words('text').notNull(),
  /** Raised by each edit: an edit that read an older one does not happen. */
  revision: count('revision').notNull(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
});
