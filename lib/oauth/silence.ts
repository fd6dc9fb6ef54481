/** The parameter of ours by which a request asks for an answer without any page. */
export const UNASKED = 'unasked';

/**
 * Takes `prompt=none` off what a site asks, and says it by a parameter of ours: oidc-provider knows nobody here, and would
 * answer before anybody is looked for. Nobody else says that one; and where the request was pushed before, what stands
 * beside it says nothing. Whether anything was changed.
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
