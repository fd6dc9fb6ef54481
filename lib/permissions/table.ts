import {
  accountRules,
  auditRules,
  mailRules,
  sessionRules,
  systemRules,
} from '#lib/permissions/account';
import { clientRules } from '#lib/permissions/client';
import { PRODUCT_RESOURCES } from '#lib/product/resources';
import { type Resource, ROLES, type Role } from '#lib/resource';

/** Every kind of thing that has rules: ours, and those that the product declares. */
const RESOURCES = [
  accountRules,
  sessionRules,
  auditRules,
  systemRules,
  mailRules,
  clientRules,
  ...PRODUCT_RESOURCES,
] as const;

type ActsOf<One> = One extends Resource<infer Kind, infer Act, string> ? `${Kind}:${Act}` : never;

/** What can be asked for: "note:edit". */
export type Act = ActsOf<(typeof RESOURCES)[number]>;
/** Whether this is a kind of thing that the product has declared, such as "note". */
export const isThing = (kind: string): boolean =>
  PRODUCT_RESOURCES.some((one: { kind: string }) => one.kind === kind);

/** What a role can have: "note:edit:own", "account:read:any". */
export type Permission = `${Act}:${'own' | 'any'}`;

/** The whole table: who has which permission. A role has what the roles before it have. */
export const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = tabulate();

function tabulate() {
  const table = {} as Record<Role, Set<Permission>>;
  let before: Permission[] = [];
  for (const role of ROLES) {
    before = [
      ...before,
      ...RESOURCES.flatMap(({ kind, roles }) => {
        const given = (roles as Partial<Record<Role, readonly string[]>>)[role] ?? [];
        return given.map((one) => `${kind}:${one}` as Permission);
      }),
    ];
    table[role] = new Set(before);
  }
  return table;
}

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** Whether the table gives the role this permission. A role or permission that is not in it gives nothing. */
export const roleHas = (role: string, permission: string): boolean =>
  isRole(role) && PERMISSIONS[role].has(permission as Permission);

/**
 * Whether the role may do this to anything at all: what a page or action asks before it looks at a thing.
 * Asked with its scope ("account:read:any") it has to be exactly that permission.
 */
export const roleMay = (role: string, asked: Act | Permission): boolean =>
  ['', ':own', ':any'].some((scope) => roleHas(role, asked + scope));

/** The relations to a thing that allow an act on it: for "note:edit", owner and editor. */
export function relationsFor(act: Act): string[] {
  const [kind, verb] = act.split(':');
  const relations = RESOURCES.find((one) => one.kind === kind)?.relations ?? {};
  return Object.entries(relations as Record<string, readonly string[]>)
    .filter(([, acts]) => acts.includes(verb as string))
    .map(([relation]) => relation);
}
