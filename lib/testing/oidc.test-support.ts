import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

/** Who the provider says is there, and what it says of them. */
export type Person = { sub: string; claims?: Record<string, unknown> };

const CLIENT = { id: 'gatehouse', secret: 'a secret of the provider of this test' };

/** A real OpenID provider on a loopback port, in which one person is always signed in. */
export class TestProvider {
  person: Person = { sub: 'ada-at-acme' };
  /** What the next person does: goes on, or says no. */
  says: 'yes' | 'no' = 'yes';
  /** How long ago they proved who they are (seconds), whatever it was asked for. */
  provenAgo = 0;
  readonly client = CLIENT;
  issuer = '';
  /** What it calls the session of the one who came last. */
  sid = '';
  /** What it has given away: the codes, and the tokens that came for them. */
  readonly given = { codes: new Set<string>(), tokens: new Set<string>() };
  #server: Server | undefined;
  #provider: Provider | undefined;
  #key: JWK = { kty: 'none' };

  async start(redirects: string[], configuration: Configuration = {}): Promise<this> {
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/interaction/')) return void this.#answer(request, response);
      return this.#provider?.callback()(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await this.renewKeys(redirects, configuration);
    return this;
  }

  /** The same provider with another key: what it signed before is signed by nobody now. */
  async renewKeys(redirects: string[], configuration: Configuration = {}) {
    this.#key = await newKey();
    this.#provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: redirects,
          backchannel_logout_uri: `${redirects[0]}/logout`,
          backchannel_logout_session_required: true,
        },
      ],
      claims: {
        openid: ['sub'],
        email: ['email', 'email_verified'],
        profile: ['name', 'preferred_username'],
      },
      cookies: {
        keys: ['of a test'],
        names: { interaction: 'asked', resume: 'oauth-resume', session: 'oauth-flow' },
      },
      features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, ...this.person.claims }),
      }),
      loadExistingGrant: async (context) => grantOf(context, this.#provider as Provider),
      jwks: { keys: [this.#key] },
      pkce: { required: () => true },
      // Its own dispatcher refuses what is on this machine.
      fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
      ...configuration,
    });
    this.#provider.on('authorization.success', ({ oidc }: KoaContextWithOIDC) => {
      this.sid = String(oidc.session?.sidFor(CLIENT.id));
    });
    this.#provider.on('grant.success', ({ oidc, body }: KoaContextWithOIDC) => {
      this.given.codes.add(String(oidc.params?.['code']));
      for (const kind of ['access_token', 'id_token'])
        this.given.tokens.add(String((body as Record<string, unknown>)[kind]));
    });
  }

  /** Tells the site, as it does itself, that it has signed somebody out (OpenID Connect Back-Channel Logout 1.0). */
  async signOut(sub: string, sid: string) {
    const client = await this.#provider?.Client.find(CLIENT.id);
    await (client as unknown as { backchannelLogout: SignsOut }).backchannelLogout(sub, sid);
  }

  /** What this provider signs with its key, whatever it says. */
  async sign(claims: object, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
    const { alg = 'RS256', kid = '' } = this.#key;
    return await new SignJWT({ ...claims })
      .setProtectedHeader({ alg, kid, ...header })
      .sign(await importJWK(this.#key, alg));
  }

  #provenAt = () => Math.floor(Date.now() / 1000) - this.provenAgo;

  async #answer(
    ...[request, response]: Parameters<Provider['interactionFinished']> extends [
      infer A,
      infer B,
      ...unknown[],
    ]
      ? [A, B]
      : never
  ) {
    const result =
      this.says === 'yes'
        ? { login: { accountId: this.person.sub, ts: this.#provenAt() } }
        : { error: 'access_denied', error_description: 'The person said no.' };
    await this.#provider?.interactionFinished(request, response, result);
  }

  /** Goes where a browser is sent, with its cookies, until it is sent back; answers what it brings. */
  async visit(address: string): Promise<URLSearchParams> {
    const jar = new Map<string, string>();
    let at = address;
    for (let hops = 0; hops < 12; hops++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
        jar.set(name, value);
      }
      const to = answer.headers.get('location');
      if (!to) throw new Error(`${at} answers with ${answer.status}: ${await answer.text()}`);
      const next = new URL(to, at);
      if (next.origin !== this.issuer) return next.searchParams;
      at = next.href;
    }
    throw new Error('It goes round in circles.');
  }

  stop() {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}

type SignsOut = (sub: string, sid: string) => Promise<void>;

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = `key-${Math.random()}`;
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid };
}

/** Whatever is asked for is granted. */
async function grantOf({ oidc }: KoaContextWithOIDC, provider: Provider) {
  const grant = new provider.Grant({
    clientId: String(oidc.client?.clientId),
    accountId: String(oidc.session?.accountId),
  });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}
