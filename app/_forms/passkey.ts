import 'server-only';
import { readField } from '#forms/form-state';
import type { PasskeyProof } from '#lib/accounts/verify-passkey';
import { readPasskeySecret } from '#lib/session/cookie';

/** Whether a form brings what a passkey answered. */
export const hasPasskey = (formData: unknown): boolean => readField(formData, 'passkey') !== '';

/** What a passkey answered, in the browser that asked for it. */
export const readPasskey = async (formData: FormData): Promise<PasskeyProof> => ({
  answer: readField(formData, 'passkey'),
  secret: await readPasskeySecret(),
});
