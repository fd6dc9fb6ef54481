import 'server-only';
import type { Secret } from '#drizzle/columns';
import { rootNames } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import type { NewProvider } from '#lib/env/providers';

/** What proves us to a provider. */
export type ProviderSecret = Pick<NewProvider, 'clientSecret' | 'team' | 'key'>;

const NAME_END = '.';

/** The secret as it is stored: the name of the root secret, and what proves us, sealed for this provider and no other. */
export async function sealSecret(provider: string, held: ProviderSecret): Promise<Secret> {
  const { clientSecret, team, key } = held;
  const sealed = await seal('provider', { provider, clientSecret, team, key }, 0);
  return `${rootNames()[0]}${NAME_END}${sealed}`;
}

/** What was sealed for this provider; null when it is another's, or lies under a root secret that is gone. */
export async function openSecret(provider: string, stored: Secret): Promise<ProviderSecret | null> {
  const data = await unseal('provider', stored.slice(stored.indexOf(NAME_END) + 1), 0);
  return data?.['provider'] === provider ? (data as unknown as ProviderSecret) : null;
}

/** Whether it lies under the root secret that seals now. */
export const isUnderNewest = (stored: Secret): boolean =>
  stored.startsWith(`${rootNames()[0]}${NAME_END}`);
