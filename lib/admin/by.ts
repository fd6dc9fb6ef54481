import 'server-only';
import type { SQL, SQLWrapper } from 'drizzle-orm';
import type { Actor } from '#lib/audit/record';
import { allowed } from '#lib/authorization/can';
import type { Act } from '#lib/authorization/table';
import type { Viewer } from '#lib/session/store';

/** Who administers: somebody signed in whose role allows it, or whoever has the machine's command line. */
export type By = Viewer | 'operator';

/** How the log names them. */
export const actorOf = (by: By): Actor => (by === 'operator' ? by : { administrator: by.user.id });

/** The condition under which they may do this to the account, for the statement that does it. */
export const permitted = (by: By, act: Act, account: SQLWrapper | string): SQL | undefined =>
  by === 'operator' ? undefined : allowed(by, act, account);
