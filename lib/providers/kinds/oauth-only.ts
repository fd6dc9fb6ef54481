import 'server-only';
import { idOf, labelOf, objectOf, type ProviderKind, textOf } from '#lib/providers/kinds/kind';

const GRAPH = 'https://graph.facebook.com/v23.0';

/** https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow. Nothing says whether an address is proven. */
export const facebook: ProviderKind = {
  kind: 'facebook',
  title: 'Facebook',
  issuer: 'https://www.facebook.com',
  endpoints: {
    authorize: 'https://www.facebook.com/v23.0/dialog/oauth',
    token: `${GRAPH}/oauth/access_token`,
  },
  scope: 'public_profile,email',
  async read({ ask }) {
    const user = objectOf(await ask(`${GRAPH}/me?fields=id,name,email`));
    const [name, email] = [textOf(user['name']), textOf(user['email'])];
    const subject = idOf(user['id']);
    const label = labelOf(subject, name, email);
    return {
      issuer: 'https://www.facebook.com',
      subject,
      label,
      name,
      email,
      isEmailProven: false,
    };
  },
};

/** https://discord.com/developers/docs/topics/oauth2 */
export const discord: ProviderKind = {
  kind: 'discord',
  title: 'Discord',
  issuer: 'https://discord.com',
  endpoints: {
    authorize: 'https://discord.com/oauth2/authorize',
    token: 'https://discord.com/api/oauth2/token',
  },
  scope: 'identify email',
  async read({ ask }) {
    const user = objectOf(await ask('https://discord.com/api/users/@me'));
    const subject = idOf(user['id']);
    const label = labelOf(subject, textOf(user['username']));
    const name = textOf(user['global_name']) || label;
    const email = textOf(user['email']);
    return { issuer: 'https://discord.com', subject, label, name, email, isEmailProven: false };
  },
};

/** https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code. It gives an address only where its console allows that. */
export const x: ProviderKind = {
  kind: 'x',
  title: 'X',
  issuer: 'https://x.com',
  endpoints: {
    authorize: 'https://x.com/i/oauth2/authorize',
    token: 'https://api.x.com/2/oauth2/token',
  },
  scope: 'users.read tweet.read users.email',
  proves: 'basic',
  async read({ ask }) {
    const said = objectOf(await ask('https://api.x.com/2/users/me?user.fields=confirmed_email'));
    const user = objectOf(said['data']);
    const subject = idOf(user['id']);
    const label = labelOf(subject, textOf(user['username']));
    const [name, email] = [textOf(user['name']), textOf(user['confirmed_email'])];
    return { issuer: 'https://x.com', subject, label, name, email, isEmailProven: false };
  },
};
