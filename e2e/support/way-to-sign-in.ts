import type { Answer } from './http.ts';

/**
 * Where an answer leads somebody to sign in: by itself, or, where they had typed something, beside what they typed.
 * Undefined when it does not.
 */
export function wayToSignIn({ status, headers, text }: Answer): string | undefined {
  const isTold = status === 409 && text.includes('You were signed out');
  const to = isTold
    ? text.match(/\/sign-in\?next=[^"&\\]+/)?.[0]
    : String(headers.location ?? headers['x-action-redirect']);
  return to?.match(/^(?:http:\/\/[^/]+)?(\/sign-in\?next=[^;]*)/)?.[1];
}
