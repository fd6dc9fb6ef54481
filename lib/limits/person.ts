import 'server-only';
import type { LimitRule } from '#lib/limits/count';

/**
 * A limit of one person. One session can use up no more than two thirds of it, so that a thief of one
 * leaves the owner's others enough.
 */
export function byPerson<Rule extends LimitRule>(
  rule: Rule,
  { user, session }: { user: { id: string }; session?: { id: string } | undefined },
): (readonly [rule: Rule, key: string])[] {
  return session
    ? [
        [sharedOut(rule), session.id],
        [rule, user.id],
      ]
    : [[rule, user.id]];
}

/** The part of a person's limit that one session of theirs can use up. */
export const sharedOut = <Rule extends LimitRule>(rule: Rule): Rule => ({
  ...rule,
  name: `${rule.name}/session`,
  max: Math.ceil((rule.max * 2) / 3),
});
