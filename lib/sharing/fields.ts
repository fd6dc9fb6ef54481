import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { sayRelation } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import { say } from '#texts/say';

/** A relation that an owner can give; to own it is offered and accepted. What is wrong is said in the words of who asks. */
export const givenRole = ({ gives }: Pick<ThingResource, 'gives'>) =>
  z.enum(gives as [string, ...string[]], { error: () => wrongRole(gives) });

function wrongRole(gives: readonly string[]) {
  const either = new Intl.ListFormat(say('common.locale'), { type: 'disjunction' });
  return fieldError('given_role_wrong', { roles: either.format(gives.map(sayRelation)) });
}
