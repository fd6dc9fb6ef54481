import { defineResource } from '#lib/resource';

/** Programs: those that one lets into one’s own account, and the list of those that may ask. */
export const clientRules = defineResource('client', {
  acts: ['let-in', 'list', 'disable'],
  roles: { member: ['let-in:own'], support: ['list:any'], administrator: ['disable:any'] },
});
