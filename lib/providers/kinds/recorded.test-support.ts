import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { callbackOf } from '#lib/providers/begin';

type Asked = { method?: string; headers?: Record<string, string>; body?: unknown };
type Reply = { status?: number; json: unknown };
export type Recorded = {
  /** Discovery, for those that have it; the issuer in it may have a tenant to be filled in. */
  discovery?: Record<string, unknown>;
  token: string;
  /** How the real one wants to be told who asks. */
  proves: 'post' | 'basic';
  /** What its endpoints answer, by their address; each asks for the access token. */
  apis?: Record<string, Reply>;
  /** The claims of its ID token, for those that send one. */
  claims?: Record<string, unknown>;
  /** In the place of a token: GitHub answers 200 with an error. */
  tokenReply?: Reply;
  /** It leaves the nonce out … */
  omitsNonce?: boolean;
  /** … and refuses who brings a verifier. */
  refusesVerifier?: boolean;
};

const CODE = 'the-code';
const ACCESS = 'an-access-token';

/** A provider as it was recorded, which checks what it is sent as strictly as the real one. */
export class RecordedProvider {
  recorded: Recorded;
  /** What a browser was sent there with. */
  asked = new URLSearchParams();
  /** The secret that came, for those that have to be looked at. */
  secret = '';
  #used = false;
  #key: { private: CryptoKey; public: object } | undefined;

  constructor(recorded: Recorded) {
    this.recorded = recorded;
  }

  /** What stands in the place of the network. */
  fetch = async (address: string, asked: Asked): Promise<Response> => {
    const url = new URL(address);
    const { discovery, token, apis = {} } = this.recorded;
    if (url.pathname.endsWith('/.well-known/openid-configuration') && discovery)
      return Response.json({ ...discovery, token_endpoint: token, jwks_uri: 'https://keys.example/jwks' }); // biome-ignore format: one line
    if (address === 'https://keys.example/jwks')
      return Response.json({ keys: [await this.#public()] });
    if (address === token) return this.#redeem(asked);
    const api = apis[address];
    if (!api) throw new Error(`nothing was recorded for ${address}`);
    const { authorization } = headersOf(asked);
    if (authorization?.toLowerCase() !== `bearer ${ACCESS}`)
      return new Response('', { status: 401 });
    return Response.json(api.json, { status: api.status ?? 200 });
  };

  async #redeem(asked: Asked): Promise<Response> {
    const sent = new URLSearchParams(String(asked.body));
    const headers = headersOf(asked);
    const provider = this.asked.get('redirect_uri')?.split('/').at(-1) ?? '';
    const wrong = [
      [asked.method === 'POST', 'method'],
      [headers['content-type']?.startsWith('application/x-www-form-urlencoded'), 'content type'],
      [headers['accept'] === 'application/json', 'accept'],
      [sent.get('grant_type') === 'authorization_code', 'grant type'],
      [sent.get('redirect_uri') === callbackOf(provider), 'redirect address'],
      [sent.get('code') === CODE && !this.#used, 'code'],
      [this.#isVerified(sent), 'verifier'],
      [this.#isProven(sent, headers['authorization'] ?? ''), 'client'],
    ].filter(([isRight]) => !isRight);
    this.#used = true;
    if (wrong.length > 0)
      return Response.json({ error: 'invalid_request', error_description: String(wrong) }, { status: 400 }); // biome-ignore format: one line
    const { tokenReply, claims } = this.recorded;
    if (tokenReply) return Response.json(tokenReply.json, { status: tokenReply.status ?? 200 });
    const id = claims ? { id_token: await this.#sign(claims) } : {};
    return Response.json({ access_token: ACCESS, token_type: 'Bearer', ...id });
  }

  #isVerified(sent: URLSearchParams): boolean {
    const verifier = sent.get('code_verifier');
    if (this.recorded.refusesVerifier)
      return verifier === null && !this.asked.has('code_challenge');
    const challenge = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    return challenge === this.asked.get('code_challenge');
  }

  #isProven(sent: URLSearchParams, authorization: string): boolean {
    const isBasic = this.recorded.proves === 'basic';
    const [id, secret] = isBasic
      ? Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
          .toString()
          .split(':')
      : [sent.get('client_id'), sent.get('client_secret')];
    this.secret = secret ?? '';
    return id === 'our-id' && this.secret !== '' && (isBasic || authorization === '');
  }

  async #sign(claims: Record<string, unknown>): Promise<string> {
    await this.#public();
    const nonce = this.recorded.omitsNonce ? {} : { nonce: this.asked.get('nonce') };
    return new SignJWT({ aud: 'our-id', ...nonce, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.#key?.private as CryptoKey);
  }

  async #public(): Promise<object> {
    if (this.#key) return this.#key.public;
    const made = await generateKeyPair('RS256', { extractable: true });
    const shown = { ...(await exportJWK(made.publicKey)), alg: 'RS256', use: 'sig', kid: 'one' };
    this.#key = { private: made.privateKey, public: shown };
    return shown;
  }

  /** What a browser brings back. */
  back(more: Record<string, string> = {}): URLSearchParams {
    return new URLSearchParams({ code: CODE, state: String(this.asked.get('state')), ...more });
  }
}

const headersOf = ({ headers = {} }: Asked): Record<string, string> =>
  Object.fromEntries(new Headers(headers));
