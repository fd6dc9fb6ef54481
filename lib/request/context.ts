import { AsyncLocalStorage } from 'node:async_hooks';
import { singleton } from '#lib/singleton';

/**
 * One request and its answer, as the HTTP server sees them. The server opens it, the domain reads who is
 * calling, an action says which status its page is sent with. Outside a request there is none.
 */
export type RequestContext = {
  readonly id: string;
  readonly method: string;
  /** Path and query as asked for. */
  readonly url: string;
  /** The caller's address after the trusted-proxy rule. */
  readonly address: string;
  readonly userAgent: string;
  /** The page that led here, by the word of the browser (Referer): good for a hint. Empty when it says nothing. */
  readonly cameFrom?: string;
  /** It came through a proxy, ours or not. */
  readonly isProxied: boolean;
  /** By its own word nobody sees the answer yet (prefetch). Never keeps a use of a session out of the record. */
  readonly isPrefetch: boolean;
  /** What marks the scripts and styles of this answer, where it is a page. */
  readonly nonce?: string;
  answer: Answer;
  /** Gives the answer that is being made its body, if it has this status; it leaves in one piece with its head. */
  readonly endWith?: (body: string, status: number) => void;
};

/** Why what was sent is not acted on, in words, and with a way on: an address of ours and what it is called. */
export type RefusalText = {
  status: number;
  title: string;
  says: string;
  way?: [href: string, text: string];
};

type Answer = {
  status?: number;
  /** Seconds, for 429 and 503. */
  retryAfter?: number | undefined;
  headers: Record<string, string>;
  /** The name of a cookie that has done its work: the answer takes it back. A page never sets one. */
  takesBack?: string;
  /** An action of ours began: from here on a failure is our bug and not a malformed request. */
  actionStarted: boolean;
  /** What was sent cannot be read in the way it was asked for: the sender hears 400 and not our 500. */
  isUnreadable?: boolean;
  /** It stays open until something happens: how long that took says nothing about us. */
  isHeldOpen?: boolean;
  /** An action answered with the state of its form, which the page that follows shows. */
  hasFormState?: boolean;
  /** Too much was asked for: whatever comes of it is a plain page that says when to come back. */
  isThrottled?: boolean;
  /** Stands in the place of the page that a form would have led to. */
  refusal?: RefusalText;
  /** The zone of the person who asks, once it is known who that is. */
  zone?: string;
  /** The database could not answer: nothing may be granted, the caller gets 503. */
  unavailable: boolean;
};

const contexts = () => singleton('context', () => new AsyncLocalStorage<RequestContext>());

export const currentRequest = (): RequestContext | undefined => contexts().getStore();

/** Whether the page that is being made answers a form. */
export const isAnswerToForm = () => currentRequest()?.method === 'POST';

export const inRequest = <Value>(context: RequestContext, work: () => Value): Value =>
  contexts().run(context, work);

/** Runs work that is no part of the request under way: how it ends changes nothing about the answer. */
export const outsideRequest = <Value>(work: () => Value): Value => contexts().exit(work);

/** Sends the page that follows with another status than 200. Does nothing outside a request. */
export function setResponse(
  answer: Partial<Omit<Answer, 'headers'>> & { headers?: Record<string, string> },
) {
  const context = currentRequest();
  if (!context) return;
  const { headers, ...rest } = answer;
  Object.assign(context.answer, rest);
  Object.assign(context.answer.headers, headers);
}

/**
 * The answer of a handler whose body is there at once. What a Response carries is streamed: it passes three
 * streams and leaves in pieces, which takes a sixth of the time of a whole request to the API. The front door
 * sends it by itself; outside a request it is a Response like any other.
 */
export function wholeResponse(body: string, init: ResponseInit): Response {
  const context = currentRequest();
  if (!context?.endWith) return new Response(body, init);
  const answer = new Response(null, init);
  context.endWith(body, answer.status);
  return answer;
}
