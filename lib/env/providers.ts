import { z } from 'zod';

/** The kinds of provider that lib/providers knows how to ask. */
export const PROVIDER_KINDS = [
  'google',
  'github',
  'microsoft',
  'apple',
  'gitlab',
  'facebook',
  'linkedin',
  'discord',
  'x',
  'oidc',
] as const;
export type KindName = (typeof PROVIDER_KINDS)[number];

const short = (what: string, most = 200) =>
  z
    .string(`${what} is missing`)
    .trim()
    .min(1, `${what} is missing`)
    .max(most, `${what} is too long`);

/** What says a provider completely, as the operator adds it; by the command line or by PROVIDERS. */
export const NewProvider = z
  .strictObject({
    kind: z.enum(PROVIDER_KINDS, `kind is one of ${PROVIDER_KINDS.join(', ')}`),
    /** In addresses; of a kind that has one issuer it is the kind. */
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/, 'name has small letters, digits and - only, 32 at most')
      .optional(),
    /** What its button says. */
    title: short('title', 40).optional(),
    issuer: z
      .url({ protocol: /^https?$/, error: 'issuer is an address, e.g. https://id.example.org' })
      .optional(),
    clientId: short('client id', 500),
    clientSecret: short('client secret', 10_000),
    /** Of Apple: whose key the secret is, and which. */
    team: short('team').optional(),
    key: short('key').optional(),
  })
  .refine(({ kind, issuer, name }) => kind !== 'oidc' || (issuer && name), {
    error: 'a provider of the kind oidc needs an issuer and a name',
  })
  .refine(({ kind, team, key }) => kind !== 'apple' || (team && key), {
    error: 'Apple needs the team and the key that the secret belongs to',
  });
export type NewProvider = z.infer<typeof NewProvider>;

const EXAMPLE = 'must be a JSON list, e.g. [{"kind":"google","clientId":"…","clientSecret":"…"}]';

/** PROVIDERS: a JSON list of them, for containers. */
export const Providers = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: EXAMPLE });
      return z.NEVER;
    }
  })
  .pipe(z.array(NewProvider, EXAMPLE).max(20, 'names twenty providers at most'));
