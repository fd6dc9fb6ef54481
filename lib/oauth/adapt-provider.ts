import 'server-only';
import { Provider } from 'oidc-provider';
import { randomSecret } from '#lib/crypto/tokens';
import { isClientSecret } from '#lib/oauth/client-secret';

/** Where oidc-provider has no setting for it: how a secret may be shown and what it is compared with, and the next refresh token. */
export function adaptProvider(provider: Provider) {
  type Asking = Parameters<typeof isClientSecret>[0] & { auth: string };
  const client = provider.Client.prototype as unknown as {
    compareClientSecret(this: Asking, secret: string): boolean;
  };
  client.compareClientSecret = function compare(secret) {
    const how = Provider.ctx?.get('authorization') ? 'basic' : 'post';
    return ['any', how].includes(this.auth) && isClientSecret(this, secret);
  };
  const refreshToken = provider.RefreshToken.prototype as unknown as { generateTokenId(): string };
  // Noted where the used one was used up, in lib/oauth/adapter.
  refreshToken.generateTokenId = () => String(Provider.ctx?.state['successor'] ?? randomSecret());
}
