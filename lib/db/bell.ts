import 'server-only';
import { EventEmitter } from 'node:events';
import { postgres } from '#lib/db/client';
import { watchFile } from '#lib/db/file-changes';
import { log } from '#lib/observability/log';
import { outsideRequest } from '#lib/request/context';
import { singleton } from '#lib/singleton';

/** Ids of sessions that ended, and of people whose sessions have to be looked at; null: all have to. */
export type Rung = ReadonlySet<string> | null;

type Shelf = {
  events: EventEmitter<{ rung: [Rung]; lost: [] }>;
  /** How to stop. */
  hearing: Promise<() => void> | null;
};

const keep = () => singleton<Shelf>('bell', () => ({ events: new EventEmitter(), hearing: null }));

/**
 * Rings after the commit of what may have ended a session, in whichever process on this database it was: `rung` says
 * where to look, `lost` that from now on others may ring unheard. Nothing hangs on it but how soon an open page is cut
 * off: the row decides. What carries it further than one server's notices can would stand in `hearOthers` and `ring`.
 */
export const bell = () => keep().events;

/** Rings here and for the others. Never throws: what ended has ended, also where nobody hears of it at once. */
export async function ring(rung: Rung) {
  bell().emit('rung', rung);
  const server = postgres();
  if (!server) return;
  try {
    await outsideRequest(() => server.notify(inNotice(rung)));
  } catch (error) {
    log().warn({ err: error }, 'other servers were not told which sessions ended');
  }
}

/**
 * When this has resolved, whatever is rung from then on is heard. It rejects while the others cannot be heard. It costs
 * a connection to a server, or two looks a second at a file: `hearNobody` ends that.
 */
export async function hearOthers(): Promise<void> {
  const shelf = keep();
  shelf.hearing ??= outsideRequest(begin);
  const hearing = shelf.hearing;
  try {
    await hearing;
  } catch (error) {
    if (shelf.hearing === hearing) shelf.hearing = null;
    throw error;
  }
}

export async function hearNobody() {
  const { hearing } = keep();
  keep().hearing = null;
  const stop = await hearing?.catch(() => null);
  stop?.();
}

async function begin(): Promise<() => void> {
  let isOver = false;
  const lost = () => {
    if (isOver) return;
    isOver = true;
    keep().hearing = null;
    bell().emit('lost');
  };
  const rung = (notice: Rung) => isOver || bell().emit('rung', notice);
  const server = postgres();
  const stop = server
    ? await server.listen((text) => rung(fromNotice(text)), lost)
    : watchFile(() => rung(null), lost);
  return () => {
    isOver = true;
    stop();
  };
}

/** PostgreSQL takes 8,000 bytes at most: past a hundred ids all are looked at. */
const MOST = 100;
const ALL = '*';
const inNotice = (rung: Rung) => (rung === null || rung.size > MOST ? ALL : [...rung].join(' '));
const fromNotice = (text: string): Rung => (text === ALL ? null : new Set(text.split(' ')));
