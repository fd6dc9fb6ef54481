import { defineResource } from '#lib/permissions/resource';

/** Who may do what with a note. Nobody may read one that was not shared with them, whatever their role. */
export const noteRules = defineResource('note', {
  acts: ['create', 'list', 'read', 'edit', 'delete', 'share', 'offer', 'accept', 'leave'],
  roles: {
    member: [
      'create:own',
      'list:own',
      'read:own',
      'edit:own',
      'delete:own',
      'share:own',
      'offer:own',
      'accept:own',
      'leave:own',
    ],
  },
  relations: {
    owner: ['list', 'read', 'edit', 'delete', 'share', 'offer'],
    editor: ['list', 'read', 'edit', 'accept', 'leave'],
    viewer: ['list', 'read', 'accept', 'leave'],
  },
});

/** The scope that a program needs for it. What is not here no program does. */
export const noteScopes = {
  'note:list': 'notes:read',
  'note:read': 'notes:read',
  'note:create': 'notes:write',
  'note:edit': 'notes:write',
  'note:delete': 'notes:write',
  'note:share': 'notes:write',
  'note:offer': 'notes:write',
  'note:accept': 'notes:write',
  'note:leave': 'notes:write',
} as const;
