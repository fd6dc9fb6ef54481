/** How long a session lasts without a visit, and at most. Seconds. OWASP, NIST 800-63B-4 AAL1. */
export const BROWSER_SESSION = { idleSeconds: 2 * 3600, absoluteSeconds: 24 * 3600 };
export const PERSISTENT_SESSION = { idleSeconds: 14 * 24 * 3600, absoluteSeconds: 30 * 24 * 3600 };

/** The last visit is written at most this often, so idling may end up to this much later. */
export const TOUCH_SECONDS = 60;

/** For acts that matter the last proof of who it is may be this old. OWASP ASVS 7.5.1. */
export const PROOF_SECONDS = 10 * 60;

/** One person's browsers at most, and one program's sessions for them; the oldest ends when one more begins. */
export const SESSIONS_PER_USER = 50;

/** A browser is known to an account for this long after it signed in there … */
export const KNOWN_BROWSER_SECONDS = 180 * 24 * 3600;
/** … and so many of one person, the latest. */
export const BROWSERS_PER_USER = 50;

/** For those who may do things to the accounts of others: sessions end sooner, whatever they began as … */
export const STAFF_SESSION = { idleSeconds: 15 * 60, absoluteSeconds: 8 * 3600 };
/** … and the last proof has to be fresher. */
export const STAFF_PROOF_SECONDS = 5 * 60;
/** … though a form that was being filled in meanwhile comes back with what was typed this much longer. */
export const STAFF_GRACE_SECONDS = 15 * 60;

/** A program that was let in stays in while it comes back at least this often, and this long at most. */
export const CLIENT_SESSION = { idleSeconds: 14 * 24 * 3600, absoluteSeconds: 90 * 24 * 3600 };

/** A personal access token lasts as long as its owner chose, and this long at most; it does not idle out. */
export const TOKEN_SESSION = { idleSeconds: 366 * 24 * 3600, absoluteSeconds: 366 * 24 * 3600 };

/** One person's personal access tokens at most. One more is refused: by each of them something runs. */
export const TOKENS_PER_USER = 50;

/**
 * What is known here of a sign-in to a site lasts as long as the site's own session may, so that the site can be told
 * when it ends. It opens nothing after the first minutes, so it does not idle out and is no shorter for staff.
 */
export const SITE_SESSION = { idleSeconds: 90 * 24 * 3600, absoluteSeconds: 90 * 24 * 3600 };

/** So long a browser is trusted in which a second factor was proven. */
export const TRUST_SECONDS = 30 * 24 * 3600;

/** Half of a sign-in waits this long for the other half. */
export const CHALLENGE_SECONDS = 10 * 60;

/** For how long a browser keeps in which colours and language it is answered. */
export const PREFERENCE_SECONDS = 365 * 24 * 3600;
