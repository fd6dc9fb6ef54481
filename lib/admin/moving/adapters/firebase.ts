import 'server-only';
import {
  type Adapt,
  type Adapter,
  connectedTo,
  disabledNow,
  listIn,
} from '#lib/admin/moving/adapters/adapter';

const NO_CONNECTIONS = ['password', 'phone'];

/** Without the parameters of the project nobody brings a password. */
const withHashes =
  (hashOf: (salt: string, hash: string) => string): Adapt =>
  (user) => {
    const { salt, passwordHash } = user;
    return {
      email: user['email'],
      name: user['displayName'],
      verified: user['emailVerified'],
      password_hash: salt && passwordHash ? hashOf(plain(salt), plain(passwordHash)) : undefined,
      created_at: user['createdAt'],
      disabled_at: disabledNow(user['disabled'] === true),
      connections: listIn(user['providerUserInfo'])
        .filter(({ providerId }) => !NO_CONNECTIONS.includes(String(providerId)))
        .map((one) => connectedTo(one['providerId'], one['rawId'])),
    };
  };

/** Base64 without padding, whichever of its two alphabets it is in. */
const plain = (text: unknown) =>
  String(text).replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', '');

/** The export of `firebase auth:export`, and the parameters as the console shows them. */
export const firebaseExport: Adapter = {
  name: 'firebase',
  adapt: withHashes(() => ''),
  configure(text) {
    const value = (name: string) =>
      text.match(new RegExp(`${name}"?\\s*[:=]\\s*"?([\\w+/=-]+)`))?.[1];
    const [signer, separator = ''] = [value('base64_signer_key'), value('base64_salt_separator')];
    const [rounds, memory] = [value('rounds'), value('mem_cost')];
    if (!signer || !rounds || !memory) return null;
    const head = `$fbscrypt$v=1,n=${memory},r=${rounds},p=1,ss=${plain(separator)},sk=${plain(signer)}`;
    return withHashes((salt, hash) => `${head}$${salt}$${hash}`);
  },
};
