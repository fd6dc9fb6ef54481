import { answerOauth } from '#lib/oauth/handle';

/** Open to everybody: the public keys that our tokens are verified with (RFC 7517). */
export const GET = (request: Request) => answerOauth(request);
