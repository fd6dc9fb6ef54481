import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import type { TestServer } from '#e2e/support/server';
import { newNetwork } from '#e2e/support/test';

type Another = (options?: { extraHTTPHeaders?: Record<string, string> }) => Promise<Page>;

/** Somebody in a browser and a network of their own, who has an account. */
export async function somebody(another: Another, server: TestServer) {
  const page = await another({ extraHTTPHeaders: { 'X-Forwarded-For': newNetwork() } });
  return { page, ...(await enterNew(page, server)) };
}
