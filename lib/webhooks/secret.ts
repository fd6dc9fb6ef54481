import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Secret } from '#drizzle/columns';
import { hmac } from '#lib/crypto/hmac';
import { rootNames } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';

const BYTES = 32;
/** As the libraries of Standard Webhooks take it. */
const PREFIX = 'whsec_';
const NAME_END = '.';

export const newWebhookSecret = (): Secret => PREFIX + randomBytes(BYTES).toString('base64');

/** The secret as it is stored: the name of the root secret, and the secret, sealed for this webhook and no other. */
export const sealWebhookSecret = async (id: string, secret: Secret): Promise<Secret> =>
  `${rootNames()[0]}${NAME_END}${await seal('webhook', { id, secret }, 0)}`;

/** What was sealed for this webhook; null when it is another's, or lies under a root secret that is gone. */
export async function openWebhookSecret(id: string, stored: Secret): Promise<Secret | null> {
  const data = await unseal('webhook', stored.slice(stored.indexOf(NAME_END) + 1), 0);
  return data?.['id'] === id ? String(data['secret']) : null;
}

/** The headers by which a receiver knows that it is us, and when (Standard Webhooks 1.0: HMAC-SHA256 over all three). */
export function signed(secret: Secret, id: string, atMs: number, body: string) {
  const seconds = String(Math.floor(atMs / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const mac = hmac('sha256', key, `${id}.${seconds}.${body}`).toString('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` };
}
