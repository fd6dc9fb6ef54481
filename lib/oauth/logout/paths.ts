/** Where a site sends people who sign out: the `end_session_endpoint`. */
export const LOGOUT_PATH = '/oauth/logout';
/** The page that they see there, unless they are led on at once. */
export const ASKED_PATH = '/oauth/logout/asked';
