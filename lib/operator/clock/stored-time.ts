import 'server-only';
import type { AnyColumn, SQL } from 'drizzle-orm';

/** What is done with a row whose time lies too far ahead: it goes, its time becomes now, or nobody may touch it. */
type Mend = 'delete' | 'now' | 'leave';

/** A stored time, and how far ahead of now it can lie at most. Milliseconds. `only` names the rows it is said of. */
export type StoredTime = { column: AnyColumn; mostMs: number; mend: Mend; only?: SQL };
