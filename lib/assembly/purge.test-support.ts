export const NOW = Date.UTC(2026, 5, 1);
export const SECOND = 1000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** So many milliseconds after the time that the tests set the clock to. */
export const at = (ms: number) => new Date(NOW + ms);

export const session = (userId: string, name: string, more: object) => ({
  id: name,
  userId,
  secretHash: 'x',
  isPersistent: false,
  createdAt: at(-DAY),
  lastSeenAt: at(0),
  idleSeconds: 7200,
  expiresAt: at(HOUR),
  address: '',
  userAgent: '',
  ...more,
});

export const limit = (key: string, expiresAt: Date) => ({
  key,
  used: 1,
  streak: 1,
  windowEndsAt: expiresAt,
  blockedUntil: new Date(0),
  expiresAt,
  revision: 1,
});
