import { afterAll, vi } from 'vitest';
import { closeDb } from '#lib/db/client';

/**
 * Between two test files that run in one process: what the first has opened, set and remembered is gone, as in a new
 * process. The threads stay: they remember nothing.
 */
const settings = { ...process.env };
const KEPT = ['threads'];

afterAll(async () => {
  await closeDb();
  const registry = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[
    Symbol.for('gatehouse')
  ];
  for (const name of registry?.keys() ?? []) if (!KEPT.includes(name)) registry?.delete(name);
  for (const name of Object.keys(process.env)) if (!(name in settings)) delete process.env[name];
  Object.assign(process.env, settings);
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetConfig();
});
