import { expect } from '@playwright/test';
import type { Answer } from './http.ts';
import type { TestServer } from './server.ts';
import { newVisitor } from './visitor.ts';

/** Expects the plain page that says "not now": 503, when to come back, nothing granted. */
export function expectUnavailable(answer: Answer) {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.text).toContain('We cannot do this right now');
  expect(answer.setCookies).toEqual([]);
  expect(answer.headers.location).toBeUndefined();
}

const OF_STRANGERS = [
  '/',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/recover',
  '/sign-up',
  '/sign-up?by=passkey',
  '/forgot-password',
  '/no-page-at-all',
];

/** Expects the pages that ask the database for nothing about anybody: they are there without it. */
export async function expectPagesOfStrangers(server: TestServer) {
  const found = [];
  for (const path of OF_STRANGERS) found.push([path, (await newVisitor(server).go(path)).status]);
  expect(found).toEqual(OF_STRANGERS.map((path) => [path, path === '/no-page-at-all' ? 404 : 200]));
}
