import { defineCommand } from 'citty';
import { canonicalDomain } from '#lib/domain';
import { MOST_DOMAINS, mayHaveDomains } from '#lib/env/providers';
import { tableOf } from '#lib/operator/listed';
import { CommandRefused, command, type Report, requireDatabase } from '#lib/operator/terminal';
import { faultOfProof, proofName } from '#lib/providers/domain-proof';
import {
  addDomain,
  type CompanyDomain,
  findDomain,
  listDomains,
  removeDomain,
  verifyDomain,
} from '#lib/providers/domains';
import { givenDomains } from '#lib/providers/given-domains';
import { readRoleMap } from '#lib/providers/role-map';
import { listProviders } from '#lib/providers/stored';

const domain = { type: 'positional', description: 'What stands behind the @' } as const;

const add = command(
  'add',
  'Send the people of a domain to one provider, once its DNS says that it is yours; or say anew how',
  {
    domain,
    provider: { type: 'string', description: 'The name of the provider', default: '' },
    required: { type: 'boolean', description: 'They sign in by nothing else' },
    role: {
      type: 'string',
      description:
        'Roles by claims, e.g. groups=staff:support,groups=bosses:administrator; none takes them away',
      default: '',
    },
  },
  async ({ domain: typed, provider: name, required, role }): Promise<Report> => {
    const wanted = nameOf(typed);
    const roles = rolesOf(String(role));
    requireDatabase();
    refuseGiven(wanted);
    await requireFit(String(name));
    const before = await findDomain(wanted);
    if (before?.isRequired && required === undefined && roles !== null)
      throw new CommandRefused(
        `${wanted} is required: say --required to keep it so, or --no-required.`,
        2,
      );
    const isRequired = required === true;
    const row = { domain: wanted, provider: String(name), isRequired };
    if (!(await addDomain({ ...row, roles: roles ?? before?.roles ?? '' })))
      throw new CommandRefused(
        before
          ? `${wanted} is sent to ${before.provider} already. Remove it first.`
          : `There are ${MOST_DOMAINS} domains already.`,
        1,
      );
    const now = (await findDomain(wanted)) as CompanyDomain;
    return { lines: [sayHow(now), ...(now.verifiedAt ? [] : sayProof(now))], data: shown(now) };
  },
);

const check = command(
  'check',
  'Ask the DNS whether a domain is yours; all of them if none is named',
  { domain: { ...domain, required: false } },
  async ({ domain: typed }): Promise<Report> => {
    requireDatabase();
    const asked = typed === undefined ? await listDomains() : [await requireDomain(typed)];
    const found = await Promise.all(asked.map(checkOne));
    const things = found.map(({ domain: of, fault }) => ({ cells: [of, fault ?? 'is verified'] }));
    if (found.some(({ fault }) => fault !== null))
      throw new CommandRefused(things.map(({ cells }) => cells.join('  ')).join('\n'), 1);
    return { lines: tableOf([], things, 'No domains.'), data: { domains: found } };
  },
);

/** One that was verified stays so while the DNS is silent: else a fault of it would open the other ways in. */
async function checkOne(one: CompanyDomain) {
  const fault = await faultOfProof(one);
  if (fault === null && !one.verifiedAt) await verifyDomain(one);
  return { domain: one.domain, fault };
}

const list = command(
  'list',
  'List the domains whose people are sent to a provider',
  {},
  async (): Promise<Report> => {
    requireDatabase();
    const all = await listDomains();
    const lines = all.flatMap((one) => [sayHow(one), ...(one.verifiedAt ? [] : sayProof(one))]);
    return {
      lines: lines.length > 0 ? lines : ['No domains.'],
      data: { domains: all.map(shown) },
    };
  },
);

const remove = command(
  'remove',
  'Let the people of a domain sign in as everybody does',
  { domain },
  async ({ domain: typed }): Promise<Report> => {
    requireDatabase();
    const { domain: of } = await requireDomain(typed);
    refuseGiven(of);
    await removeDomain(of);
    return { lines: [`People of ${of} sign in as everybody does.`], data: { removed: of } };
  },
);

export const domains = defineCommand({
  meta: { name: 'domain', description: 'Say which domains of addresses are sent to one provider' },
  subCommands: { add, check, list, remove },
});

/** A dot at the end and an @ before it are how people write one. */
function nameOf(typed: unknown): string {
  const found = canonicalDomain(String(typed).trim().replace(/^@/, '').replace(/\.$/, ''));
  if (!found) throw new CommandRefused(`"${typed}" is no domain of addresses.`, 2);
  return found;
}

/** The next start would say it again. */
function refuseGiven(name: string) {
  if (givenDomains().some((one) => one.domain === name))
    throw new CommandRefused(`${name} stands in PROVIDERS. Change it there, and start anew.`, 1);
}

async function requireDomain(typed: unknown): Promise<CompanyDomain> {
  const name = nameOf(typed);
  const found = await findDomain(name);
  if (!found) throw new CommandRefused(`${name} is sent to no provider.`, 3);
  return found;
}

/** Null where nothing is said of them. */
function rolesOf(typed: string): string | null {
  if (typed === '') return null;
  if (typed === 'none') return '';
  if (readRoleMap(typed)?.length) return typed;
  throw new CommandRefused(
    '--role is a list of CLAIM=VALUE:ROLE, e.g. groups=staff:support. Roles are member, support, administrator.',
    2,
  );
}

async function requireFit(name: string) {
  if (name === '') throw new CommandRefused('Say by which provider: --provider NAME.', 2);
  const found = (await listProviders()).find((one) => one.name === name);
  if (!found) throw new CommandRefused(`There is no provider ${name}: see providers list.`, 3);
  if (mayHaveDomains(found)) return;
  throw new CommandRefused(
    `Everybody can have an account at ${name}. A company has one of the kind oidc or google, or a microsoft or gitlab with an issuer of its own.`,
    2,
  );
}

const shown = ({ domain: of, provider, isRequired, roles, proof, verifiedAt }: CompanyDomain) => ({
  domain: of,
  provider,
  isRequired,
  roles,
  verifiedAt,
  record: { name: proofName(of), type: 'TXT', value: proof },
});

function sayHow({ domain: of, provider, isRequired, roles, verifiedAt }: CompanyDomain): string {
  const how = isRequired ? 'by it alone' : 'by it or as everybody does';
  const map = roles && `, with the roles ${roles}`;
  return `${of}  ${verifiedAt ? 'verified' : 'not verified yet'}  ${provider}: its people sign in ${how}${map}`;
}

const sayProof = ({ domain: of, proof }: CompanyDomain) => [
  'Put this record into its DNS, then run: npm run gatehouse -- providers domain check',
  `${proofName(of)}  TXT  ${proof}`,
];
