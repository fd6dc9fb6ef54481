/** What the measured dashboard shows, on the real server and on the bare one: the same rows on both. */
const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const OTHER_AGENT =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0';

export const BROWSER = AGENT;
export const NAME = 'Ada Lovelace';
export const PASSWORD = 'seven purple otters juggle';
export const DASHBOARD_EMAIL = 'ada@example.com';

const MINUTE = 60_000;

/** Her other sessions, beside the one that asks. */
export const otherSessions = (now: number) =>
  [1, 2, 3].map((nth) => ({
    id: `01900000-0000-7000-8000-00000000000${nth}`,
    isPersistent: true,
    createdAt: now - nth * 600 * MINUTE,
    lastSeenAt: now - nth * 100 * MINUTE,
    address: `192.0.2.${nth}`,
    userAgent: OTHER_AGENT,
    clientName: null,
  }));

/** Her latest events: of kinds that are shown to her, so that both servers show all of them. */
export const events = (now: number) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((nth) => ({
    id: `01900000-0000-7000-9000-00000000000${nth}`,
    at: now - nth * 50 * MINUTE,
    type: nth % 2 ? 'authn_login_success' : 'authn_confirmed',
    says: nth % 2 ? 'You signed in' : 'You confirmed that it is you',
    address: '192.0.2.1',
    userAgent: nth % 2 ? AGENT : OTHER_AGENT,
  }));
