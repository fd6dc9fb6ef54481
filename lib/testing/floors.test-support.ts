/**
 * The rooms of lib, from the ground up. A room is a folder, or a file that lies in none. What is in a room imports
 * what is below it and in itself, and nothing beside or above it. docs/architecture.md shows them. The list of the
 * product's jobs is a room by itself: it names work of any feature.
 */
export const FLOORS = [
  [
    'coded',
    'csv',
    'domain',
    'latest',
    'resource',
    'result',
    'screen',
    'singleton',
    'text',
    'times',
    'wall-time',
  ],
  ['line', 'pages', 'env'],
  ['crypto', 'product'],
  ['request', 'observability', 'permissions'],
  ['db', 'redis'],
  ['audit'],
  ['limits'],
  ['authorization', 'mail'],
  ['codes', 'factors', 'providers'],
  ['session', 'webhooks'],
  ['things'],
  ['sharing'],
  ['accounts', 'oauth'],
  ['assembly'],
  ['admin'],
  ['api', 'product/jobs'],
  ['server'],
  ['operator'],
];

/** The room that a file of lib lies in. */
export function roomOf(path: string): string {
  if (path === 'lib/product/jobs.ts') return 'product/jobs';
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}
