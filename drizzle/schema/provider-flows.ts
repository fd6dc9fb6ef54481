import { index } from 'drizzle-orm/sqlite-core';
import { boolean, root, secret, table, text, timestamp } from '../columns.ts';
import { sessions } from './sessions.ts';

/**
 * What a browser is in the middle of with a provider: it waits for the answer, or the answer is there and waits for the
 * person. See lib/providers/flow.
 */
export const providerFlows = table(
  'provider_flows',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the secret that only the browser holds … */
    browserHash: secret('browser_hash').notNull(),
    /** … and of what comes back with the answer; of nothing that anybody knows once it is there. */
    stateHash: secret('state_hash').notNull(),
    provider: text('provider').notNull(),
    /** sign_in, link or confirm. */
    intent: text('intent').notNull(),
    /** asked or answered. */
    stage: text('stage').notNull(),
    /** Where the person goes afterwards. */
    next: text('next').notNull(),
    /** "Keep me signed in". */
    isPersistent: boolean('is_persistent').notNull(),
    /** The session that asked, where one did: in no other is it gone on with. */
    sessionId: text('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    /** Sealed: what the answer is checked with; or what the provider said of the person. */
    payload: secret('payload').notNull(),
    createdAt: timestamp('created_at').notNull(),
    root: root(),
  },
  (flows) => [
    index('provider_flows_created').on(flows.createdAt),
    index('provider_flows_session').on(flows.sessionId),
  ],
);
