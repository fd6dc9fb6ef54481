import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RefusalText, setResponse } from '#lib/request/context';
import {
  BUSY_SECONDS,
  type Downloader,
  isUnderWay,
  leave,
  type Place,
  setWaiting,
  takePlace,
} from '#lib/request/download-places';
import { say } from '#texts/say';

/** A reader that takes nothing for this long has gone. */
const GONE_MS = 60_000;
/** Between two pieces, for everybody else. */
const PAUSE_MS = 2;

/** Why there is no place: their own downloads are in the way, or those of others. */
const refusalOf = (whose: 'own' | 'others'): RefusalText => ({
  status: 503,
  title: say(`refusals.${whose}DownloadTitle`),
  says: say(`refusals.${whose}DownloadSays`),
  way: ['/dashboard', say('http.dashboard')],
});

type File = { name: string; type: string };

/**
 * Answers with a file that is made while it is read: a piece at a time, in step with the reader, and no further
 * once the reader has gone. One for each session and a few in a process; beyond that it is 503 with Retry-After,
 * before `begin` is asked for the pieces. What `begin` answers instead of pieces is sent as it is.
 */
export async function download(
  who: Downloader,
  { name, type }: File,
  begin: () => Promise<AsyncGenerator<string> | Response>,
): Promise<Response> {
  const place = takePlace(who);
  if (!place) {
    const refusal = refusalOf(isUnderWay(who) ? 'own' : 'others');
    setResponse({ retryAfter: BUSY_SECONDS, refusal });
    return new Response(null, { status: 503 });
  }
  try {
    const begun = await begin();
    if (!(begun instanceof Response))
      return new Response(streamOf(begun, place), {
        headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
      });
    leave(place);
    return begun;
  } catch (error) {
    leave(place);
    throw error;
  }
}

/** What fails or is ended midway ends the connection, and not the file: nobody takes a part for the whole. */
function streamOf(pieces: AsyncGenerator<string>, place: Place): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let gone: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(gone);
    leave(place);
  };
  return new ReadableStream({
    start(controller) {
      place.end = () => {
        stop();
        // By this name Next hangs up and reports no failure of ours.
        controller.error(new DOMException('The reader has gone.', 'AbortError'));
        void pieces.return(undefined);
      };
    },
    async pull(controller) {
      clearTimeout(gone);
      setWaiting(place, false);
      try {
        await sleep(PAUSE_MS);
        const { value, done } = await pieces.next();
        if (!done) controller.enqueue(encoder.encode(value));
        else {
          stop();
          controller.close();
        }
      } catch (error) {
        stop();
        throw error;
      }
      setWaiting(place, true);
      gone = setTimeout(place.end, GONE_MS).unref();
    },
    async cancel() {
      stop();
      await pieces.return(undefined);
    },
  });
}
