import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The rooms whose refusals a file names: "ShareFailure" of #lib/sharing/share is one of sharing. */
function refusalsIn(source: string): string[] {
  const imports = source.matchAll(/import[^;]*?\b\w+Failure\b[^;]*? from '#lib\/(\w+)\//g);
  return [...new Set([...imports].map(([, room = '']) => room))].sort();
}

test('what a feature refuses is said with the feature: no file knows the refusals of several', () => {
  const named = globSync('app/**/*.{ts,tsx}')
    .map((path) => [path, refusalsIn(readFileSync(path, 'utf8'))] as const)
    .filter(([, rooms]) => rooms.length > 0);
  expect(Object.fromEntries(named)).toEqual({
    'app/_forms/answers/accounts.ts': ['accounts'],
    // The owner and staff hear the same when they delete an account.
    'app/_forms/answers/admin.ts': ['admin', 'assembly'],
    'app/_forms/answers/codes.ts': ['codes'],
    'app/_forms/answers/connections.ts': ['accounts'],
    'app/_forms/answers/factors.ts': ['factors'],
    'app/_forms/answers/passkeys.ts': ['accounts'],
    'app/_forms/answers/recover.ts': ['accounts'],
    'app/_forms/answers/tokens.ts': ['oauth'],
    'app/_forms/sharing/share.ts': ['sharing'],
    'app/_forms/things/create.ts': ['things'],
    'app/_forms/code-flow.ts': ['codes'],
    'app/device/answers.ts': ['oauth'],
  });
});
