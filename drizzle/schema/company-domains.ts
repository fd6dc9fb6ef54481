import { boolean, table, text, timestamp } from '../columns.ts';

/** Email domains whose people sign in by one provider, as the operator has added them. */
export const companyDomains = table('company_domains', {
  /** What stands behind the @, in its one form: see lib/domain. */
  domain: text('domain').primaryKey(),
  /** The name of the provider. */
  provider: text('provider').notNull(),
  /** Nothing else signs its people in. */
  isRequired: boolean('is_required').notNull(),
  /** Which claims make which role: see lib/providers/role-map. Empty where none does. */
  roles: text('roles').notNull().default(''),
  /** What the DNS of the domain has to say; everybody can read it there. */
  proof: text('proof').notNull(),
  createdAt: timestamp('created_at').notNull(),
  /** When the DNS was first seen to say it; until then the domain is nobody's. */
  verifiedAt: timestamp('verified_at'),
});
