import type { IncomingHttpHeaders } from 'node:http';
import { wordOfStart } from '#lib/crypto/start-secret';
import { singleton } from '#lib/singleton';

/**
 * Next, after an action that redirects, asks itself for the page to send it along. It gets nothing: then
 * the browser loads that page as a new document, which is what a change of session should be. Such a
 * request is known by a mark that only the processes of this start can make.
 */
const FROM_INSIDE = 'x-gatehouse-inside';
const insideToken = () => singleton('inside-token', () => wordOfStart('inside'));

export const isFromInside = (headers: IncomingHttpHeaders) =>
  headers[FROM_INSIDE] === insideToken();

export const markAsInside = (headers: IncomingHttpHeaders) => {
  headers[FROM_INSIDE] = insideToken();
};
