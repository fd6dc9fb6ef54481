/**
 * The things of the product that can be reached from a terminal: what the API calls them, and which scopes it asks for. One
 * more is one more line.
 */
export const THINGS = [
  {
    plural: 'notes',
    one: 'note',
    fields: ['title', 'text'],
    scopes: ['notes:read', 'notes:write'],
  },
];
