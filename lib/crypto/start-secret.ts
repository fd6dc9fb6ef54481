import { hmac } from '#lib/crypto/hmac';
import { randomSecret } from '#lib/crypto/tokens';
import { singleton } from '#lib/singleton';

/** What all processes of one start know and nobody else: drawn at each start, kept nowhere. */
export const startSecret = (given?: string): string =>
  singleton('start-secret', () => given || randomSecret());

/** A word for one use that nobody else can know: the same in all processes of one start, 43 characters. */
export const wordOfStart = (use: string): string =>
  hmac('sha256', startSecret(), use).toString('base64url');
