import type { IncomingHttpHeaders } from 'node:http';
import { randomSecret } from '#lib/crypto/tokens';
import { singleton } from '#lib/singleton';

/**
 * Next, after an action that redirects, asks itself for the page to send it along. It gets nothing: then
 * the browser loads that page as a new document, which is what a change of session should be. Such a
 * request is known by a mark that only this process can make.
 */
const FROM_INSIDE = 'x-gatehouse-inside';
const insideToken = () => singleton('inside-token', randomSecret);

export const isFromInside = (headers: IncomingHttpHeaders) =>
  headers[FROM_INSIDE] === insideToken();

export const markAsInside = (headers: IncomingHttpHeaders) => {
  headers[FROM_INSIDE] = insideToken();
};
