import 'server-only';
import { doubtful, type Finding } from '#lib/operator/doctor/finding';

/** What sites were not told yet, or not at all, of sessions that ended there. */
export const ROWS_OF_NOTICES = `select client_id, count(*) - count(given_up_at) as waiting, count(given_up_at) as lost,
  min(created_at) as oldest, max(last_error) as error from logout_notices group by client_id order by client_id limit 20`;

export type NoticesRow = {
  client_id: string;
  waiting: number;
  lost: number;
  oldest: number;
  error: string;
};

const STUCK_MS = 10 * 60_000;

/** Names each site that has not taken for ten minutes what it was told, or for a day; nothing where there is none. */
export const findingsOfNotices = (rows: NoticesRow[], now = Date.now()): Finding[] =>
  rows
    .filter(({ lost, oldest }) => Number(lost) > 0 || Number(oldest) < now - STUCK_MS)
    .map(({ client_id, waiting, lost, error }) =>
      doubtful(
        `site ${client_id}`,
        `It was not told that sessions there ended: ${waiting} still to be told, ${lost} given up${error ? ` (${error})` : ''}.`,
        'People who were signed out here are still signed in there. See that its --backchannel-logout address takes what it is told: docs/clients.md.',
      ),
    );
