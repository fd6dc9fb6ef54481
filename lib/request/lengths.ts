/** The longest path with its query that is answered, in characters (RFC 9110 4.1 asks for 8000 at least). */
export const LONGEST_TARGET = 8192;

/**
 * The longest way back (`next`), as it stands in an address: encoded once more it fits the longest target, and
 * sealed into a cookie with all else that a flow keeps it stays below the 4096 bytes that browsers take.
 */
export const LONGEST_NEXT = 2048;

/** This page of ours, with the way back if it can be carried; else one ends at the dashboard. */
export const withNext = (page: string, next: string): string =>
  next.length > LONGEST_NEXT ? page : `${page}?${new URLSearchParams({ next })}`;
