import { answerOauth } from '#lib/oauth/handle';

/** Open to everybody: what the authorization server can do, and where (RFC 8414). */
export const GET = (request: Request) => answerOauth(request, '/.well-known/openid-configuration');
