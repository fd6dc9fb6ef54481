import { expect } from '@playwright/test';
import { ANOTHER } from './account-acts.ts';
import { type Answer, sendRouted } from './http.ts';
import type { TestServer } from './server.ts';
import { newNetwork, PASSWORD } from './test.ts';
import type { Visitor } from './visitor.ts';

/** The session that a visitor holds, sealed. */
export const cookieOf = (visitor: Visitor) => String(visitor.cookies.get('session'));

/** Whether a session opens its owner's page, as a document and as a payload alike. */
export async function opensAccount(server: TestServer, session: string): Promise<boolean> {
  const seen = [];
  for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
    const answer = await sendRouted(server, '/settings/profile', {
      headers: { ...headers, Cookie: `session=${session}`, 'X-Forwarded-For': newNetwork() },
    });
    seen.push(answer.text.includes('@example.com'));
  }
  expect(new Set(seen).size).toBe(1);
  return seen[0] as boolean;
}

/** A success: led on by 303 within the site, at most one session cookie, and nothing secret said. */
export function expectGood(answer: Answer, ...secrets: string[]) {
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toMatch(/^\/(?!\/)/);
  const ours = answer.setCookies.filter((line) => line.startsWith('session='));
  expect(ours).toHaveLength(1);
  expect(ours[0]).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=lax$/i);
  for (const secret of [PASSWORD, ANOTHER, ...secrets])
    expect(`${answer.text} ${answer.headers.location}`).not.toContain(secret);
}
