import 'server-only';
import { bell, hearNobody, type Rung } from '#lib/db/bell';
import { outsideRequest } from '#lib/request/context';
import { findViewers, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { singleton } from '#lib/singleton';

/** Pages that one session has open at most (a browser needs one), and all together in one process. */
const PER_SESSION = 4;
const PER_PROCESS = 5_000;
/**
 * How often a page is sent something, before proxies give up, which they do after a minute. All rows are looked at then
 * too: what nobody has rung for is seen.
 */
const BEAT_MS = 25_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A page that lies open and wants to hear of the end of its session. */
export type OpenPage = {
  readonly ticket: Ticket;
  /** Not known while the row is read for the first time. */
  userId: string | null;
  /** Looks again when the session would end by time. */
  timer?: NodeJS.Timeout;
  /** Sends it something that says nothing; false when nobody takes it any more. */
  beat: () => boolean;
  /** The last that it hears: that its session is over, or that it has to ask again. */
  end: (isOver: boolean) => void;
};

type Shelf = {
  all: Set<OpenPage>;
  timer: NodeJS.Timeout | null;
  isStopped: boolean;
};

const shelf = () =>
  singleton<Shelf>('open-pages', () => {
    bell().on('rung', (rung) => void look([...shelf().all].filter((page) => isMeant(page, rung))));
    // What ends from now on may not be heard.
    bell().on('lost', endAll);
    return { all: new Set(), timer: null, isStopped: false };
  });

const isMeant = ({ ticket, userId }: OpenPage, rung: Rung) =>
  rung === null || userId === null || rung.has(ticket.sessionId) || rung.has(userId);

export const countOpenPages = () => shelf().all.size;

/** Takes a page in before its row is read, so that no end of it is missed. False when there is no room. */
export function admitPage(page: OpenPage): boolean {
  const { all, isStopped, timer } = shelf();
  const { sessionId } = page.ticket;
  const own = [...all].filter(({ ticket }) => ticket.sessionId === sessionId);
  if (isStopped || own.length >= PER_SESSION || all.size >= PER_PROCESS) return false;
  all.add(page);
  shelf().timer ??= timer ?? outsideRequest(() => setInterval(beat, BEAT_MS).unref());
  return true;
}

/** False when it has left before. */
export function dismissPage(page: OpenPage): boolean {
  clearTimeout(page.timer);
  return shelf().all.delete(page);
}

/** Notes what the row says now. An open page is no visit: by it no session goes on. */
export function settlePage(page: OpenPage, viewer: Viewer | null) {
  if (!shelf().all.has(page)) return;
  if (!viewer) return page.end(true);
  const { idleEndsAt, expiresAt } = viewer.session;
  const left = Math.min(idleEndsAt.getTime(), expiresAt.getTime()) - Date.now();
  page.userId = viewer.user.id;
  clearTimeout(page.timer);
  const again = () => setTimeout(() => void look([page]), Math.min(left + 1, LONGEST_TIMER_MS));
  page.timer = outsideRequest(again).unref();
}

/** Reads the rows of these pages. Where the database does not answer, nobody is told that all is well. */
async function look(pages: OpenPage[]) {
  try {
    const found = await outsideRequest(() => findViewers(pages.map(({ ticket }) => ticket)));
    for (const [nth, page] of pages.entries()) settlePage(page, found[nth]?.viewer ?? null);
  } catch {
    for (const page of pages) page.end(false);
  }
}

function beat() {
  const pages = shelf();
  if (pages.all.size === 0) {
    clearInterval(pages.timer ?? undefined);
    pages.timer = null;
    return void hearNobody();
  }
  for (const page of pages.all) if (!page.beat()) page.end(false);
  void look([...pages.all]);
}

function endAll() {
  for (const page of shelf().all) page.end(false);
}

/** The server stops: its pages ask again, and find another or this one started anew. */
export function stopWatching() {
  shelf().isStopped = true;
  endAll();
}
