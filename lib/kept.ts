const shelf = globalThis as unknown as Record<symbol, unknown>;

/**
 * One value per process. Next bundles our code several times (pages, actions, instrumentation) and the
 * HTTP server runs outside every bundle; what must exist once is made here and found again by its name.
 */
export function kept<Value>(name: string, make: () => Value): Value {
  const key = Symbol.for(`gatehouse.${name}`);
  if (!(key in shelf)) shelf[key] = make();
  return shelf[key] as Value;
}
