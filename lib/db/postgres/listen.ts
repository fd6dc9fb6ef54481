import 'server-only';
import type { Link } from '#lib/db/postgres/link';

/** On which PostgreSQL's notices are heard and sent: one name for all servers of one database. */
export const CHANNEL = 'gatehouse_ended';
const BEAT_MS = 5_000;

/**
 * Hears the notices of all servers on a connection of its own. `lost` is called once, when it breaks or does not answer
 * any more: what was said meanwhile was not heard. Answers how to stop it.
 */
export async function listenOn(
  link: Link,
  heard: (text: string) => void,
  lost: () => void,
): Promise<() => void> {
  const client = await link.connect();
  let isOver = false;
  function end() {
    if (isOver) return false;
    isOver = true;
    clearInterval(beat);
    link.leave(client);
    return true;
  }
  const fail = () => end() && lost();
  const beat = setInterval(() => client.query('select 1').catch(fail), BEAT_MS).unref();
  client.on('notification', ({ payload = '' }) => isOver || heard(payload));
  client.once('end', fail);
  try {
    await client.query(`listen ${CHANNEL}`);
  } catch (error) {
    end();
    throw error;
  }
  return () => void end();
}
