import 'server-only';
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
import { base32, RFC4648 } from '#lib/factors/base32';

/** Those that are a second factor only are mostly on keys that have to be asked for by name, which is never done here. */
const DISCOVERABLE = 'webauthn-passwordless';

/** `kc.sh export`: the people of a realm. Those that programs are known by do not come. */
export const keycloak: Adapter = {
  name: 'keycloak',
  adapt(user) {
    if (user['serviceAccountClientId']) return null;
    const credentials = listIn(user['credentials']);
    const ofType = (type: string) => credentials.find((one) => one['type'] === type);
    return {
      email: user['email'],
      name: joined(user['firstName'], user['lastName']) ?? user['username'],
      verified: user['emailVerified'],
      password_hash: hashOf(ofType('password')),
      created_at: user['createdTimestamp'],
      disabled_at: disabledNow(user['enabled'] === false),
      totp_key: keyOf(ofType('otp')),
      passkeys: credentials.filter(({ type }) => type === DISCOVERABLE).map(passkeyFrom),
      connections: listIn(user['federatedIdentities']).map((one) =>
        connectedTo(one['identityProvider'], one['userId']),
      ),
    };
  },
};

const plain = (text: unknown) => String(text).replaceAll('=', '');

function hashOf(credential: Foreign | undefined): string | undefined {
  if (!credential) return undefined;
  const [secret, made] = [
    objectIn(credential['secretData']),
    objectIn(credential['credentialData']),
  ];
  const [algorithm, rounds] = [String(made['algorithm']), made['hashIterations']];
  const end = `$${plain(secret['salt'])}$${plain(secret['value'])}`;
  const [, digest = 'sha1'] = algorithm.match(/^pbkdf2(?:-(sha256|sha512))?$/) ?? [];
  if (algorithm.startsWith('pbkdf2')) return `$pbkdf2-${digest}$i=${rounds}${end}`;
  // Each is a list with one text.
  const { type, memory, parallelism } = objectIn(made['additionalParameters']);
  return `$argon2${type}$v=19$m=${memory},t=${rounds},p=${parallelism}${end}`;
}

/** Keycloak does not keep whether it may be on several devices. */
function passkeyFrom(credential: Foreign): Foreign {
  const made = objectIn(credential['credentialData']);
  return passkeyOf({
    id: made['credentialId'],
    public_key: made['credentialPublicKey'],
    counter: made['counter'],
    aaguid: made['aaguid'],
    transports: made['transports'],
    name: credential['userLabel'],
    created_at: credential['createdDate'],
  });
}

/** The bytes of the text are the key, unless it is said to be base32. What our apps cannot do is no key. */
function keyOf(credential: Foreign | undefined): string | undefined {
  if (!credential) return undefined;
  const [secret, made] = [
    objectIn(credential['secretData']),
    objectIn(credential['credentialData']),
  ];
  const { subType, digits, period, algorithm, secretEncoding } = made;
  const isOurs =
    subType === 'totp' && digits === 6 && period === 30 && String(algorithm).endsWith('SHA1');
  if (!isOurs) return 'none';
  const text = String(secret['value']);
  return secretEncoding === 'BASE32' ? text : base32(Buffer.from(text), RFC4648);
}
