import { vi } from 'vitest';

/** The cookies of one browser, in the place of Next's: `vi.mock('next/headers', …)` with what this makes. */
export function fakeCookies() {
  const jar = new Map<string, { value: string; maxAge: number | undefined }>();
  const store = {
    get: (name: string) => jar.get(name),
    set: vi.fn((name: string, value: string, { maxAge }: { maxAge?: number } = {}) =>
      jar.set(name, { value, maxAge }),
    ),
  };
  return { jar, module: { cookies: async () => store } };
}
