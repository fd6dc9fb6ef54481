import { expect, test } from 'vitest';
import { readRoleMap, roleBy } from '#lib/providers/role-map';

test.each([
  ['groups=staff:support', [['groups', 'staff', 'support']]],
  ['groups=staff:support,groups=bosses:administrator', [['groups', 'staff', 'support'], ['groups', 'bosses', 'administrator']]],
  [' groups = staff:support , , ', [['groups', 'staff', 'support']]],
  ['https://acme.example/roles=a:b:support', [['https://acme.example/roles', 'a:b', 'support']]],
  ['groups=a=b:member', [['groups', 'a=b', 'member']]],
  ['', []],
])('%j reads as %j', (typed, rules) => {
  expect(readRoleMap(typed)?.map(({ claim, value, role }) => [claim, value, role])).toEqual(rules);
}); // biome-ignore format: one line each

test.each([
  ['groups'],
  ['groups=staff'],
  ['groups=staff:'],
  ['groups=:support'],
  ['=staff:support'],
  ['groups=staff:owner'],
  ['groups=staff:Administrator'],
  ['groups=staff:support,nonsense'],
  ['groups=staff:toString'],
  [Array.from({ length: 51 }, (_, nth) => `groups=g${nth}:support`).join(',')],
])('%j is no map', (typed) => {
  expect(readRoleMap(typed)).toBeNull();
});

const MAP = 'groups=staff:support,groups=bosses:administrator,dept=it:support';

test.each<[object, string]>([
  [{ groups: ['staff'] }, 'support'],
  [{ groups: 'staff' }, 'support'],
  [{ groups: ['staff', 'bosses'] }, 'administrator'],
  [{ groups: ['bosses', 'staff'] }, 'administrator'],
  [{ dept: 'it' }, 'support'],
  [{ groups: ['other'] }, 'member'],
  [{ groups: [] }, 'member'],
  [{}, 'member'],
  [{ groups: ['STAFF'] }, 'member'],
  [{ groups: ' staff' }, 'member'],
  [{ groups: 'staff,bosses' }, 'member'],
  [{ groups: { staff: true } }, 'member'],
  [{ groups: [['staff']] }, 'member'],
  [{ groups: null }, 'member'],
  [{ dept: ['bosses'] }, 'member'],
  [{ role: 'administrator' }, 'member'],
  [Object.create({ groups: ['bosses'] }), 'member'],
])('claims %j make somebody %s', (claims, role) => {
  expect(roleBy(MAP, claims as Record<string, unknown>)).toBe(role);
});

test('without a map no claim says anything of roles, and one that cannot be read makes members', () => {
  expect(roleBy('', { groups: ['bosses'], role: 'administrator' })).toBeNull();
  expect(roleBy('groups=bosses:emperor', { groups: ['bosses'] })).toBe('member');
});
