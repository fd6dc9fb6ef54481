const SHELF = Symbol.for('gatehouse');
const everywhere = globalThis as unknown as Record<symbol, Map<string, unknown> | undefined>;
everywhere[SHELF] ??= new Map();
const shelf = everywhere[SHELF];

/**
 * One value per process. Next bundles our code several times (pages, actions, instrumentation) and the
 * HTTP server runs outside every bundle; what must exist once is made here and found again by its name.
 */
export function singleton<Value>(name: string, make: () => Value): Value {
  if (!shelf.has(name)) shelf.set(name, make());
  return shelf.get(name) as Value;
}
