const REGISTRY = Symbol.for('gatehouse');
const everywhere = globalThis as unknown as Record<symbol, Map<string, unknown> | undefined>;
everywhere[REGISTRY] ??= new Map();
const registry = everywhere[REGISTRY];

/**
 * One value per process. Next bundles our code several times (pages, actions, instrumentation) and the
 * HTTP server runs outside every bundle; what must exist once is made here and found again by its name.
 */
export function singleton<Value>(name: string, make: () => Value): Value {
  if (!registry.has(name)) registry.set(name, make());
  return registry.get(name) as Value;
}
