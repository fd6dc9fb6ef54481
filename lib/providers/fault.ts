import 'server-only';

const LONGEST = 300;

/**
 * Why a provider could not be asked or believed, in words for the operator. Never the error itself: what hangs on it may hold
 * an answer of theirs, with tokens.
 */
export function providerFault(error: unknown): string {
  const { message, code, cause, error: said } = error as Error & Record<string, unknown>;
  const inner = cause instanceof Error ? cause.message : '';
  const words = [message, code, said, inner].filter((one) => typeof one === 'string' && one !== '');
  return [...new Set(words)].join(', ').slice(0, LONGEST);
}
