import { singleton } from '#lib/singleton';

/** What has to be done when the server stops, after the last answer. */
export const onStop = () => singleton('on-stop', () => [] as (() => void)[]);
