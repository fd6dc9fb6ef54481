import type { TestServer } from './server.ts';

type Violation = { event: string; directive: string; page: string; blocked: string };

/** What browsers refused on a page, as the server wrote it into its log. */
export const violationsIn = (server: TestServer) =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Violation)
    .filter(({ event }) => event === 'csp_violation');
