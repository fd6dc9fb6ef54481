import 'server-only';
import { z } from 'zod';
import { CONNECTIONS_PER_USER } from '#lib/accounts/connections/row';
import { canonicalEmail, Name } from '#lib/accounts/fields';
import { PASSKEYS_PER_USER } from '#lib/accounts/passkeys/list';
import { storedFormOf } from '#lib/accounts/stored-hash';
import { isZone } from '#lib/accounts/zones';
import { DisableReason } from '#lib/admin/fields';
import { MovedAt, MovedUntil } from '#lib/admin/moving/moment';
import {
  type Elsewhere,
  type MovedConnection,
  readConnections,
  type UnfitConnection,
} from '#lib/admin/moving/moved-connection';
import { type MovedPasskey, readPasskeys } from '#lib/admin/moving/moved-passkey';
import { OwnFields } from '#lib/admin/moving/own-fields';
import { keyTyped } from '#lib/factors/totp/key';
import { ROLES } from '#lib/resource';

/** What may be left out of a person on purpose: they come without it. */
export const MOVED_PARTS = ['password_hash', 'totp_key', 'passkeys', 'connections'] as const;
export type MovedPart = (typeof MOVED_PARTS)[number];

/** Why a person does not come, and why a part of one does not. */
export type Refused =
  | 'unreadable'
  | 'too_long'
  | 'no_object'
  | 'unproven_staff'
  | 'taken_connection'
  | UnfitConnection
  | `field ${string}`;
export type LeftOut = 'unproven' | 'unknown_hash' | 'totp_key' | 'passkeys';

export type MovedUser = {
  email: string;
  name: string;
  hash: string | null;
  createdAt: Date | null;
  disabledAt: Date | null;
  disabledUntil: Date | null;
  disabledReason: string;
  role: (typeof ROLES)[number];
  timeZone: string;
  totpKey: Uint8Array | null;
  passkeys: MovedPasskey[];
  connections: MovedConnection[];
  own: OwnFields;
};

const Flag = z.preprocess((given) => {
  const word = String(given).toLowerCase();
  if (['true', 't', 'yes', '1'].includes(word)) return true;
  return ['false', 'f', 'no', '0'].includes(word) ? false : given;
}, z.boolean());

const LEAST_KEY = 10;
const LONGEST_KEY = 64;

/** A person in our own form: docs/moving/README.md. Nothing else may stand there, so that nothing is lost by a misspelt name. */
const Row = z.strictObject({
  email: z.string().transform((typed, context) => {
    const email = canonicalEmail(typed);
    if (email) return email;
    context.addIssue('email');
    return z.NEVER;
  }),
  verified: Flag.default(false),
  name: Name.optional(),
  password_hash: z.string().optional(),
  created_at: MovedAt.optional(),
  role: z.enum(ROLES).default('member'),
  disabled_at: MovedAt.optional(),
  disabled_until: MovedUntil.optional(),
  disabled_reason: DisableReason.optional(),
  time_zone: z.string().refine(isZone).default(''),
  totp_key: z.string().optional(),
  passkeys: z.array(z.unknown()).max(PASSKEYS_PER_USER).default([]),
  connections: z.array(z.unknown()).max(CONNECTIONS_PER_USER).default([]),
});
type Row = z.infer<typeof Row>;

export type Wanted = {
  /** What everybody comes without. */
  without: ReadonlySet<MovedPart>;
  /** The operator says that every address was proven, because the other system does not. */
  isVouchedFor: boolean;
  elsewhere: Elsewhere;
  /** The host that passkeys were made for, where the records do not say it. */
  passkeysOf: string;
};
export type ReadMoved = { refused: Refused } | { user: MovedUser; leftOut: LeftOut[] };

/**
 * Reads a person as another system has given them away. Where something is wrong with who they are they do not come; where a way
 * to sign in cannot be used here, they come without it. An account elsewhere that cannot be used is no such part: the operator
 * can add its provider and import again, and everybody who came without it would be passed over then. An address that nobody
 * has proven brings no way to sign in at all, and no role: whoever wrote it down elsewhere may not be its reader. The
 * product's own fields may also stand only in the record that an adapter was given.
 */
export function readMoved(
  value: unknown,
  { without, isVouchedFor, elsewhere, passkeysOf }: Wanted,
  record: object = {},
): ReadMoved {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { refused: 'no_object' };
  const own = OwnFields.safeParse(filled({ ...record, ...value }));
  if (!own.success) return { refused: `field ${nameOf(own.error.issues[0])}` };
  const given = Object.entries(filled(value)).filter(
    ([name]) => !without.has(name as MovedPart) && !isOwn(name),
  );
  const read = Row.safeParse({
    ...Object.fromEntries(given),
    ...(isVouchedFor && { verified: true }),
  });
  if (!read.success) return { refused: `field ${nameOf(read.error.issues[0])}` };
  const row = read.data;
  if (!row.verified && row.role !== 'member') return { refused: 'unproven_staff' };
  const leftOut: LeftOut[] = [];
  if (!row.verified)
    return { user: { ...none(row, leftOut), ...whoIs(row), own: own.data }, leftOut };
  const connections = readConnections(row.connections, elsewhere);
  if (typeof connections === 'string') return { refused: connections };
  const ways = { ...waysOf(row, passkeysOf, leftOut), connections };
  return { user: { ...ways, ...whoIs(row), own: own.data }, leftOut };
}

/** Without the fields that say nothing. */
const filled = (record: object): object =>
  Object.fromEntries(
    Object.entries(record).filter(([, one]) => one !== null && one !== undefined && one !== ''),
  );

const isOwn = (name: string) => Object.hasOwn(OwnFields.shape, name) && !(name in Row.shape);

const whoIs = (row: Row) => ({
  email: row.email,
  name: row.name ?? row.email.slice(0, row.email.lastIndexOf('@')),
  createdAt: row.created_at ?? null,
  disabledAt: row.disabled_at ?? null,
  disabledUntil: row.disabled_at ? (row.disabled_until ?? null) : null,
  disabledReason: row.disabled_reason ?? '',
  role: row.role,
  timeZone: row.time_zone,
});

function none(row: Row, leftOut: LeftOut[]) {
  const { password_hash, totp_key, passkeys, connections } = row;
  const isAny = password_hash || totp_key || passkeys.length + connections.length > 0;
  if (isAny) leftOut.push('unproven');
  return { hash: null, totpKey: null, passkeys: [], connections: [] };
}

function waysOf(row: Row, passkeysOf: string, leftOut: LeftOut[]) {
  const hash = row.password_hash ? storedFormOf(row.password_hash) : null;
  if (row.password_hash && !hash) leftOut.push('unknown_hash');
  const totpKey = row.totp_key ? keyFrom(row.totp_key) : null;
  if (row.totp_key && !totpKey) leftOut.push('totp_key');
  const passkeys = readPasskeys(row.passkeys, passkeysOf);
  if (passkeys.length < row.passkeys.length) leftOut.push('passkeys');
  return { hash, totpKey, passkeys };
}

function keyFrom(typed: string): Uint8Array | null {
  const key = keyTyped(typed);
  return key && key.length >= LEAST_KEY && key.length <= LONGEST_KEY ? key : null;
}

/** The field that is wrong, or that there is none of. */
function nameOf(issue: z.core.$ZodIssue | undefined): string {
  const [known] = issue?.path ?? [];
  const [unknown] = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  return String(known ?? unknown ?? '').slice(0, 40);
}
