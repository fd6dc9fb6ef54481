import 'server-only';
import { hearOthers } from '#lib/db/bell';
import { faultOf, markUnavailable } from '#lib/db/unavailable';
import { setResponse } from '#lib/request/context';
import { readTicket } from '#lib/session/cookie';
import { openFormMark } from '#lib/session/form-mark';
import { admitPage, dismissPage, type OpenPage, settlePage } from '#lib/session/open-pages';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

const BUSY_SECONDS = 10;
/** Of what was sent so much may wait to be read. */
const UNREAD = 4;

const bytes = (text: string) => new TextEncoder().encode(text);
const COMMENT = bytes(':\n\n');
const OVER = bytes('event: over\ndata:\n\n');

/**
 * The stream of a page that lies open: it says nothing until its session is over, and then that. The row decides, when
 * it begins and whenever somebody rings (lib/db/bell), and it ends with the session, by whatever it ends. Without a
 * session, with that of another account than the page was made for, and where there is no room, there is none.
 */
export async function sessionStream(
  mark: string | null,
): Promise<ReadableStream<Uint8Array> | 'ended' | 'another' | 'busy'> {
  const ticket = await readTicket();
  if (!ticket) return 'ended';
  const { page, stream } = newPage(ticket);
  if (!admitPage(page)) {
    setResponse({ retryAfter: BUSY_SECONDS });
    return 'busy';
  }
  try {
    // Before the row is read: what ends after that rings, and ends the stream before it has begun.
    await hearOthers();
    const found = await findViewer(ticket);
    if (!found || isAnother(found.viewer, mark)) {
      dismissPage(page);
      return found ? 'another' : 'ended';
    }
    settlePage(page, found.viewer);
    setResponse({ isHeldOpen: true });
    return stream;
  } catch (error) {
    dismissPage(page);
    const fault = faultOf(error);
    throw fault ? markUnavailable(fault) : error;
  }
}

function isAnother({ user }: Viewer, mark: string | null): boolean {
  const madeFor = mark ? openFormMark(mark) : null;
  return madeFor !== null && madeFor !== user.id;
}

function newPage(ticket: Ticket) {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const page: OpenPage = {
    ticket,
    userId: null,
    beat() {
      if ((controller.desiredSize ?? 0) <= 0) return false;
      controller.enqueue(COMMENT);
      return true;
    },
    end(isOver) {
      if (!dismissPage(page)) return;
      if (isOver) controller.enqueue(OVER);
      controller.close();
    },
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(its) {
        controller = its;
        // The head goes out with it.
        its.enqueue(COMMENT);
      },
      cancel: () => void dismissPage(page),
    },
    { highWaterMark: UNREAD },
  );
  return { page, stream };
}
