/** The parameter of ours by which a request asks for an answer without any page. */
export const UNASKED = 'unasked';

/**
 * Takes `prompt=none` off what a site asks, and says it by a parameter of ours: oidc-provider knows nobody here, and would
 * answer before it looks for a viewer. The parameter is taken off whatever a client sends; of a pushed request the parameters
 * beside `request_uri` count for nothing. True if anything was changed.
 */
export function markSilence(asked: URLSearchParams): boolean {
  const isSilent = asked.getAll('prompt').join() === 'none' && !asked.has('request_uri');
  if (!isSilent && !asked.has(UNASKED)) return false;
  asked.delete(UNASKED);
  if (!isSilent) return true;
  asked.delete('prompt');
  asked.set(UNASKED, '1');
  return true;
}
