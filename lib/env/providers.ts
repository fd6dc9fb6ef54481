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

type Site = { kind: string; issuer: string };

/** At Microsoft each organisation has an issuer of its own … */
export const OF_A_TENANT =
  /^https:\/\/login\.microsoftonline\.com\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/v2\.0$/;
/** … and personal accounts have that of one tenant. */
export const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Where anybody may have an account, by whatever kind and address it was added. */
const OPEN_TO_ALL = [
  'login.microsoftonline.com',
  'accounts.google.com',
  'gitlab.com',
  'appleid.apple.com',
  'www.linkedin.com',
];

/**
 * Whether all who sign in there are of one company: any other kind has the whole world, or lets people say what they like. At
 * Microsoft only the issuer of one organisation is; those of many take a token of any of them.
 */
export function isOfOneCompany({ kind, issuer }: Site): boolean {
  if (OF_A_TENANT.test(issuer)) return !issuer.includes(CONSUMERS);
  if (kind !== 'oidc' && kind !== 'gitlab') return false;
  return URL.canParse(issuer) && !OPEN_TO_ALL.includes(new URL(issuer).hostname);
}

/** Whether a domain may be sent there. Google says of a Workspace itself whose address it is. */
export const mayHaveDomains = (provider: Site): boolean =>
  provider.kind === 'google' || isOfOneCompany(provider);

/** As lib/providers/role-map reads it, which may not be asked here. */
const isRoleRule = (part: string) =>
  /^\s*([^=]*[^=\s][^=]*=.*\S.*:(member|support|administrator))?\s*$/.test(part);

/** A domain of addresses whose people sign in by the provider that names it. */
const GivenDomain = z.strictObject({
  domain: z
    .hostname('domain is missing, or none of addresses, e.g. acme.example')
    .toLowerCase()
    .regex(/\.[a-z][a-z0-9-]*$/, 'domain is one of addresses, e.g. acme.example'),
  required: z.boolean('required is true or false').default(false),
  roles: z
    .string()
    .refine((typed) => typed.split(',').every(isRoleRule) && typed.split(',').length <= 50, {
      error: 'roles is a list of CLAIM=VALUE:ROLE, e.g. groups=staff:support',
    })
    .default(''),
});

/** One of PROVIDERS, with the domains that are sent to it. */
const GivenProvider = NewProvider.safeExtend({ domains: z.array(GivenDomain).default([]) }).refine(
  ({ domains, kind, issuer = '' }) => domains.length === 0 || mayHaveDomains({ kind, issuer }),
  {
    error:
      'only a provider of the kind oidc or google, or a microsoft or gitlab with an issuer of its own, has domains',
  },
);
export type GivenProvider = z.infer<typeof GivenProvider>;

/** More than one operator types. */
export const MOST_DOMAINS = 100;

/** What is there twice would be another thing each time. */
const isOnce = (names: string[]) => new Set(names).size === names.length;

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
  .pipe(
    z
      .array(GivenProvider, EXAMPLE)
      .max(20, 'names twenty providers at most')
      .refine((all) => isOnce(all.map(({ name, kind }) => name ?? kind)), {
        error: 'names a provider twice: give each a name of its own',
      })
      .refine((all) => domainsIn(all).length <= MOST_DOMAINS, {
        error: `names ${MOST_DOMAINS} domains at most`,
      })
      .refine((all) => isOnce(domainsIn(all)), { error: 'sends a domain to two providers' }),
  );

const domainsIn = (all: GivenProvider[]) =>
  all.flatMap(({ domains }) => domains.map(({ domain }) => domain));
