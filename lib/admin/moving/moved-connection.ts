import 'server-only';
import { z } from 'zod';
import { MovedAt } from '#lib/admin/moving/moment';
import type { KindName } from '#lib/env/providers';
import { issuerOf } from '#lib/providers/issuers';
import { labelOf } from '#lib/providers/kinds/kind';
import type { Provider } from '#lib/providers/stored';

/** An account elsewhere by which somebody signs in, at a provider that there is here. */
export type MovedConnection = {
  provider: string;
  issuer: string;
  subject: string;
  label: string;
  email: string;
  createdAt: Date | null;
};

/** Why a person with such an account does not come: their word for a provider that there is not, or what does not fit ours. */
export type UnfitConnection = `provider ${string}` | `unfit ${string}` | `field ${string}`;

/** The providers that there are here, and which of them is meant by a word of the other system; none of them by ''. */
export type Elsewhere = { providers: readonly Provider[]; words: ReadonlyMap<string, string> };

/**
 * What other systems call the providers that we know, in small letters: those whose number for a person is the one that we are
 * told. Of Microsoft some keep another, the id of Graph; so its words there are not here.
 */
const KINDS_BY_WORD: Readonly<Record<string, KindName>> = {
  google: 'google',
  'google-oauth2': 'google',
  google_oauth2: 'google',
  'google.com': 'google',
  oauth_google: 'google',
  github: 'github',
  'github.com': 'github',
  oauth_github: 'github',
  microsoft: 'microsoft',
  azure: 'microsoft',
  'azure-ad': 'microsoft',
  'microsoft-entra-id': 'microsoft',
  apple: 'apple',
  'apple.com': 'apple',
  oauth_apple: 'apple',
  signinwithapple: 'apple',
  gitlab: 'gitlab',
  oauth_gitlab: 'gitlab',
  facebook: 'facebook',
  'facebook.com': 'facebook',
  oauth_facebook: 'facebook',
  linkedin: 'linkedin',
  linkedin_oidc: 'linkedin',
  'linkedin-openid-connect': 'linkedin',
  oauth_linkedin_oidc: 'linkedin',
  discord: 'discord',
  oauth_discord: 'discord',
  x: 'x',
  twitter: 'x',
  'twitter.com': 'x',
  twitter2: 'x',
  twitter_oauth2: 'x',
  oauth_x: 'x',
};

/** Whole numbers come without quotes from some. */
const Id = z.union([z.string(), z.int().nonnegative().transform(String)]);
const Told = z.string().max(255).regex(/^\P{Cc}*$/u); // biome-ignore format: one line
/** Empty where it is not said. */
const Unsaid = Told.nullish().transform((told) => told ?? '');

const Connection = z.object({
  provider: z.string().regex(/^[\w .:/-]{1,60}$/),
  subject: Id.pipe(Told.min(1)),
  issuer: Unsaid,
  label: Unsaid,
  email: Unsaid,
  created_at: MovedAt.nullish(),
});

/** The number of an object in a directory of Microsoft, which is not what its ID tokens call a person. */
const IS_OBJECT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The accounts elsewhere of one person, each once; or why that person does not come. */
export function readConnections(
  given: unknown[],
  elsewhere: Elsewhere,
): MovedConnection[] | UnfitConnection {
  const found = new Map<string, MovedConnection>();
  for (const one of given) {
    const read = readConnection(one, elsewhere);
    if (typeof read === 'string') return read;
    if (read) found.set(subjectAt(read.issuer, read.subject), read);
  }
  return [...found.values()];
}

const FIELD = 'connections';

/** Null for one that stays behind. */
function readConnection(
  one: unknown,
  elsewhere: Elsewhere,
): MovedConnection | UnfitConnection | null {
  const read = Connection.safeParse(one);
  if (!read.success) return `field ${FIELD}`;
  const { provider: word, issuer: said, subject, label, email, created_at } = read.data;
  const name = elsewhere.words.get(word) ?? word;
  if (name === '') return null;
  const provider = providerMeant(name, said, elsewhere.providers);
  if (!provider) return `provider ${word}`;
  const issuer = issuerOf(provider, said);
  const isNumber = provider.kind !== 'microsoft' || !IS_OBJECT.test(subject);
  if (!issuer || !isNumber) return `unfit ${word}`;
  return {
    provider: provider.name,
    issuer,
    subject,
    label: labelOf(subject, label, email),
    email,
    createdAt: created_at ?? null,
  };
}

/** The provider of this name here, else the only one of the kind that the word stands for. */
function providerMeant(name: string, said: string, providers: readonly Provider[]) {
  const named = providers.find((one) => one.name === name);
  if (named) return named;
  const kind = KINDS_BY_WORD[name.toLowerCase()];
  const fit = providers.filter((one) => one.kind === kind && (!said || issuerOf(one, said)));
  return fit.length === 1 ? fit[0] : undefined;
}

/** By what an account elsewhere is one and the same. */
export const subjectAt = (issuer: string, subject: string) => JSON.stringify([issuer, subject]);
