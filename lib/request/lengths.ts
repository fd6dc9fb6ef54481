/** The longest path with its query that is answered, in characters (RFC 9110 4.1 asks for 8000 at least). */
export const LONGEST_TARGET = 8192;

/**
 * The longest way back (`next`) that stands in an address itself: encoded once more it fits the longest target. A
 * longer one, up to the longest target, is carried by a number: see lib/request/way-back.
 */
export const LONGEST_NEXT = 2048;
