import { defineResource } from '#lib/permissions/resource';

/** Programs that one lets into one's own account. */
export const clientRules = defineResource('client', {
  acts: ['let-in'],
  roles: { member: ['let-in:own'] },
});
