import 'server-only';
import { ROLES, type Role } from '#lib/resource';

/** "Whose `claim` has `value` has this role." */
type RoleRule = { claim: string; value: string; role: Role };

const MOST_RULES = 50;

/**
 * Reads "groups=staff:support,groups=bosses:administrator": a claim, one of its values, a role here. Null for whatever reads
 * otherwise, and for more than fifty. Nothing reads as no rules.
 */
export function readRoleMap(typed: string): RoleRule[] | null {
  const parts = typed.split(',').map((part) => part.trim());
  const said = parts.filter((part) => part !== '');
  const rules = said.flatMap((part) => {
    const [, claim = '', value = '', named = ''] = part.match(/^([^=]+)=(.+):([a-z]+)$/) ?? [];
    const role = ROLES.find((one) => one === named);
    return role ? [{ claim: claim.trim(), value: value.trim(), role }] : [];
  });
  return rules.length === said.length && rules.length <= MOST_RULES ? rules : null;
}

/**
 * The role that the claims of a verified ID token make by a map of the operator: the highest of those that fit, and member
 * where none does. Null where there is no map: then no provider says anything of roles.
 */
export function roleBy(map: string, claims: Record<string, unknown>): Role | null {
  if (map === '') return null;
  const rules = readRoleMap(map) ?? [];
  const fit = rules.filter(({ claim, value }) => valuesOf(claims, claim).includes(value));
  const highest = Math.max(0, ...fit.map(({ role }) => ROLES.indexOf(role)));
  return ROLES[highest] ?? 'member';
}

/** A claim is one text or a list of them; whatever else it is says nothing. */
function valuesOf(claims: Record<string, unknown>, name: string): unknown[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return Array.isArray(value) ? value : [value];
}
