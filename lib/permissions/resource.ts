/** The roles of the system, each with everything that the one before it may. */
export const ROLES = ['member', 'support', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

type Scope = 'own' | 'any';

/**
 * The rules of one kind of thing. `roles` says what somebody with a role may do to things of one's own, or
 * to any; `relations` says what one's own means: which acts a grant (subject, relation, object) allows. A
 * kind without relations is one's own in another way, which its domain functions see to.
 */
export type Resource<
  Kind extends string = string,
  Act extends string = string,
  Relation extends string = string,
> = {
  kind: Kind;
  roles: Partial<Record<Role, readonly `${Act}:${Scope}`[]>>;
  relations: Record<Relation, readonly Act[]>;
};

/** Declares the rules of a kind of thing, keeping the literal names so that a misspelt act does not compile. */
export const defineResource = <
  const Kind extends string,
  const Act extends string,
  const Relation extends string = never,
>(
  kind: Kind,
  rules: {
    acts: readonly Act[];
    roles: Partial<Record<Role, readonly `${NoInfer<Act>}:${Scope}`[]>>;
    relations?: Record<Relation, readonly NoInfer<Act>[]>;
  },
): Resource<Kind, Act, Relation> => ({
  kind,
  roles: rules.roles,
  relations: rules.relations ?? ({} as Record<Relation, readonly Act[]>),
});
