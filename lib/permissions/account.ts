import { defineResource } from '#lib/resource';

/** What one may do with one’s own account and with those of others. */
export const accountRules = defineResource('account', {
  acts: [
    'read',
    'edit',
    'secure',
    'protect',
    'export',
    'delete',
    'list',
    'reset',
    'disable',
    'change-role',
    'read-reach',
  ],
  roles: {
    member: ['read:own', 'edit:own', 'secure:own', 'protect:own', 'export:own', 'delete:own'],
    support: ['list:any', 'read:any', 'reset:any'],
    administrator: ['disable:any', 'delete:any', 'change-role:any', 'read-reach:any', 'export:any'],
  },
});

export const sessionRules = defineResource('session', {
  acts: ['list', 'end'],
  roles: { member: ['list:own', 'end:own'], support: ['list:any', 'end:any'] },
});

export const auditRules = defineResource('audit', {
  acts: ['read', 'export'],
  roles: { member: ['read:own'], support: ['read:any'], administrator: ['export:any'] },
});

/** The processes that serve the site, and its database. */
export const systemRules = defineResource('system', {
  acts: ['read'],
  roles: { administrator: ['read:any'] },
});

/** Mails to people: whether they arrived, never what they say. */
export const mailRules = defineResource('mail', {
  acts: ['list', 'send-again'],
  roles: { support: ['list:any', 'send-again:any'] },
});

/** The scope that a program needs for it. What is not here no program does. */
export const accountScopes = {
  'account:read': 'account:read',
  'session:list': 'sessions',
  'session:end': 'sessions',
} as const;
