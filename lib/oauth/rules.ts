import { defineResource } from '#lib/authorization/resource';

/** Programs that one lets into one's own account. */
export const clientRules = defineResource('client', {
  acts: ['let-in'],
  roles: { member: ['let-in:own'] },
});
