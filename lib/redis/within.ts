import 'server-only';

/**
 * The same, or an error when it takes longer. What has arrived by then is looked at first: a process that was busy
 * itself is no reason to believe that nobody answered.
 */
export async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const fail = () => late.reject(new Error(`no answer within ${ms} ms`));
  const timer = setTimeout(() => setImmediate(fail), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
    late.promise.catch(() => {});
  }
}
