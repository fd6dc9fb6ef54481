import { currentRequest } from '#lib/request/context';

/**
 * The nonce of the page that is being made, for what a page of yours puts into a script or a style of its own, or hands to a
 * library that does. Another at each request; undefined where no page is asked for.
 */
export const nonce = (): string | undefined => currentRequest()?.nonce || undefined;
