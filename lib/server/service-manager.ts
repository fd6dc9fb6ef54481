import { singleton } from '#lib/singleton';

/** Several times within the shortest watchdog that makes sense. */
const BEAT_MS = 5_000;
const state = () => singleton('service-manager', () => ({ isReady: false }));

/**
 * Tells scripts/run.mjs, where that has asked to hear it for systemd, that the server is ready, and from then on that its loop
 * still turns. What serves starts no programs; its parent does. Nothing fails when nobody listens.
 */
export function tellReady() {
  if (!process.connected) return;
  state().isReady = true;
  tell('ready');
  setInterval(() => tell('alive'), BEAT_MS).unref();
}

/** Tells it once that the server is about to end. A process that never said that it is ready has nothing to tell. */
export function tellStopping() {
  if (state().isReady) tell('stopping');
  state().isReady = false;
}

function tell(what: 'ready' | 'alive' | 'stopping') {
  if (process.connected) process.send?.(what, undefined, undefined, () => {});
}
