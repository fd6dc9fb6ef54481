import { kept } from '#lib/kept';

/** What has to be done when the server stops, after the last answer. */
export const onStop = () => kept('on-stop', () => [] as (() => void)[]);
