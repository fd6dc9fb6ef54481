import 'server-only';
import { idOf, labelOf, objectOf, type ProviderKind, textOf } from '#lib/providers/kinds/kind';

const API = 'https://api.github.com';

/** https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
export const github: ProviderKind = {
  kind: 'github',
  title: 'GitHub',
  issuer: 'https://github.com/login/oauth',
  endpoints: {
    authorize: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
  },
  scope: 'read:user user:email',
  /** The address of the profile may be none, or unproven: the one that counts is primary and verified, in the list. */
  async read({ ask }) {
    const user = objectOf(await ask(`${API}/user`));
    const listed = await ask(`${API}/user/emails`);
    const emails = (Array.isArray(listed) ? listed : []).map(objectOf);
    const primary = emails.find((one) => one['primary'] === true && one['verified'] === true);
    const subject = idOf(user['id']);
    const email = textOf(primary?.['email']);
    return {
      issuer: 'https://github.com/login/oauth',
      subject,
      label: labelOf(subject, textOf(user['login'])),
      name: textOf(user['name']),
      email,
      isEmailProven: email !== '',
    };
  },
};
