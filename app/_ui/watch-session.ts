/** What the server says of the session of this browser, for whom this page was made. */
export type SessionState = 'alive' | 'ended' | 'another';

type Watching = {
  mark: string | null;
  /** Ends it: the page is hidden or left. */
  signal: AbortSignal;
  tell: (state: SessionState) => void;
};

const STATES: Record<number, SessionState> = {
  200: 'alive',
  204: 'alive',
  401: 'ended',
  409: 'another',
};
const NAME = 'session-watch';
/** How soon it asks again where no stream is to be had, and at the latest. */
const ASK_MS = 5_000;
const LATEST_MS = 60_000;
/** A stream begins at once, or something on the way holds it back; then it says something every 25 seconds. */
const BEGINS_MS = 10_000;
const SILENT_MS = 60_000;
/** Who did not get the stream within a second has another tab that holds it. */
const FOLLOWS_AFTER_MS = 1_000;

/**
 * Watches over the session of this page until `signal`. Of all tabs of a browser one holds a stream, for a browser has
 * few connections to a site; when that ends, or cannot be had, it rings, and each asks for itself.
 */
export async function watchSession(watching: Watching) {
  const { signal } = watching;
  const look = () => void askForState(watching);
  const bell = new BroadcastChannel(NAME);
  bell.onmessage = look;
  signal.addEventListener('abort', () => bell.close());
  const ring = () => {
    if (signal.aborted) return;
    bell.postMessage(null);
    look();
  };
  const follows = setTimeout(look, FOLLOWS_AFTER_MS);
  const lead = () => {
    clearTimeout(follows);
    return holdStream(watching, ring);
  };
  // Without locks, and where another tab has to hold the stream, this one asks.
  await navigator.locks?.request(NAME, { signal }, lead).catch(() => undefined);
  clearTimeout(follows);
  while (await pause(ASK_MS, signal)) look();
}

/** Holds the stream for all tabs, until the page is left, or turns out to have been made for another account. */
async function holdStream({ mark, signal, tell }: Watching, ring: () => void) {
  let isMissed = false;
  for (let waitMs = ASK_MS; !signal.aborted; ) {
    let isOpen = false;
    const { status, retryMs } = await readStream(mark, signal, () => {
      isOpen = true;
      tell('alive');
      if (isMissed) ring();
    });
    isMissed = !isOpen;
    ring();
    if (status === 409) return;
    // Not all pages of a server that stops come back at the same moment.
    await pause(isOpen ? Math.random() * 1_000 : Math.max(waitMs, retryMs), signal);
    waitMs = isOpen || status === 401 ? ASK_MS : Math.min(waitMs * 2, LATEST_MS);
  }
}

/** Reads the stream to its end, however that comes; `opened` is called when something has come through. */
async function readStream(mark: string | null, signal: AbortSignal, opened: () => void) {
  const silence = new AbortController();
  const stop = () => silence.abort();
  let timer = setTimeout(stop, BEGINS_MS);
  signal.addEventListener('abort', stop);
  const seen = { status: 0, retryMs: 0 };
  try {
    const answer = await fetch('/session/watch', { ...asked(mark), signal: silence.signal });
    seen.status = answer.status;
    seen.retryMs = Number(answer.headers.get('retry-after')) * 1_000;
    const reader = answer.ok ? answer.body?.getReader() : undefined;
    for (let isFirst = true; reader && !(await reader.read()).done; isFirst = false) {
      if (isFirst) opened();
      clearTimeout(timer);
      timer = setTimeout(stop, SILENT_MS);
    }
  } catch {
    // It was cut off, or nobody answers: that is the end of it too.
  }
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  return seen;
}

/** Asks once. */
export async function askForState({ mark, signal, tell }: Watching) {
  const answer = await fetch('/session/alive', asked(mark)).catch(() => null);
  const state = answer && STATES[answer.status];
  if (state && !signal.aborted) tell(state);
}

const asked = (mark: string | null): RequestInit => ({
  cache: 'no-store',
  headers: { 'Made-For': mark ?? '' },
});

/** False when it was ended meanwhile. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<boolean>((done) => {
    if (signal.aborted) return done(false);
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done(!signal.aborted);
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
