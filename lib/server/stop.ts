import { singleton } from '#lib/singleton';

/** What has to be done when the server stops, after the last answer, one after the other. */
export const onStop = () => singleton('on-stop', () => [] as (() => void | Promise<void>)[]);

const state = () => singleton('stopping', () => ({ isLeaving: false }));

/** Whether the server was asked to stop: it still serves, and nobody should be sent here any more. */
export const isLeaving = () => state().isLeaving;

/** From now on `/health/ready` is red. */
export function beginLeaving() {
  state().isLeaving = true;
}

/** What holds an answer open for as long as its reader likes: it is ended before the server waits for the last one. */
export const onDrain = () => singleton('on-drain', () => [] as (() => void)[]);
