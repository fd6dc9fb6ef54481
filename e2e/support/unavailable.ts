import { expect } from '@playwright/test';
import type { Answer } from './http.ts';

/** Expects the plain page that says "not now": 503, when to come back, nothing granted. */
export function expectUnavailable(answer: Answer) {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.text).toContain('We cannot do this right now');
  expect(answer.setCookies).toEqual([]);
  expect(answer.headers.location).toBeUndefined();
}
