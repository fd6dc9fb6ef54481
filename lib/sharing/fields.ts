import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { sayRelation } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import { say } from '#texts/say';

/** A relation that an owner can give; to own it is offered and accepted. */
export function givenRole({ gives }: Pick<ThingResource, 'gives'>) {
  const either = new Intl.ListFormat(say('common.locale'), { type: 'disjunction' });
  return z.enum(
    gives as [string, ...string[]],
    fieldError('given_role_wrong', { roles: either.format(gives.map(sayRelation)) }),
  );
}
