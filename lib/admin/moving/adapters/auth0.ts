import 'server-only';
import { base64 } from '#lib/accounts/hashes/hash';
import { saltedHash } from '#lib/accounts/hashes/salted';
import {
  type Adapter,
  connectedTo,
  disabledNow,
  type Foreign,
  joined,
  listIn,
  objectIn,
} from '#lib/admin/moving/adapters/adapter';
import { passkeyOf } from '#lib/admin/moving/adapters/passkeys';

/** Passwords, and codes by mail and phone. */
const OWN = ['auth0', 'email', 'sms'];

/** The export of people, and that of hashes which Auth0 makes on request; both are NDJSON. */
export const auth0: Adapter = {
  name: 'auth0',
  adapt: (user) => ({
    email: user['email'],
    name: nameOf(user),
    verified: user['email_verified'],
    password_hash:
      user['passwordHash'] ??
      user['password_hash'] ??
      customHash(objectIn(user['custom_password_hash'])),
    created_at: user['created_at'],
    disabled_at: disabledNow(user['blocked'] === true),
    passkeys: listIn(user['authentication_methods'])
      .filter(({ type }) => type === 'passkey')
      .map((one) =>
        passkeyOf({
          id: one['key_id'],
          public_key: one['public_key'],
          user_handle: one['user_handle'],
          rp_id: one['relying_party_identifier'],
          aaguid: one['aaguid'],
          transports: one['transports'],
          device: one['credential_device_type'],
          backed_up: one['credential_backed_up'],
          name: one['name'],
          created_at: one['created_at'],
        }),
      ),
    connections: listIn(user['identities'])
      .filter(({ provider }) => !OWN.includes(String(provider)))
      .map(connectionOf),
  }),
};

/** What an operator has set up by its own address goes by the name of its connection, which stands before the number. */
const OF_THEIRS = ['oauth2', 'oidc'];

function connectionOf({ provider, connection, user_id: id }: Foreign) {
  if (!OF_THEIRS.includes(String(provider))) return connectedTo(provider, id);
  const before = `${connection}|`;
  const told = String(id);
  return connectedTo(connection, told.startsWith(before) ? told.slice(before.length) : id);
}

/** Where nobody has given a name, Auth0 takes the address. */
function nameOf(user: Foreign) {
  const isAddress = user['name'] === user['email'];
  return joined(user['given_name'], user['family_name']) ?? (isAddress ? undefined : user['name']);
}

/** https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples */
function customHash(custom: Foreign): unknown {
  const [hash, salt] = [objectIn(custom['hash']), objectIn(custom['salt'])];
  const algorithm = String(custom['algorithm']);
  if (/^(argon2|bcrypt|pbkdf2|ldap)$/.test(algorithm)) return hash['value'];
  if (algorithm === 'scrypt') {
    const { cost, blockSize, parallelization } = custom;
    const work = `ln=${Math.log2(Number(cost))},r=${blockSize},p=${parallelization}`;
    return `$scrypt$${work}$${base64(bytesOf(salt))}$${base64(bytesOf(hash))}`;
  }
  if (!salt['value']) return hash['value'];
  return saltedHash(algorithm, String(salt['position'] ?? 'suffix'), bytesOf(salt), bytesOf(hash));
}

function bytesOf({ value, encoding }: Foreign): Buffer {
  const known = (['base64', 'hex', 'utf8'] as const).find((one) => one === encoding);
  return Buffer.from(String(value ?? ''), known ?? 'utf8');
}
