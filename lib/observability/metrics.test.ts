import { expect, test } from 'vitest';
import { metrics } from '#lib/observability/metrics';

test('no quantile has a window that a clock set forward by years would have to be moved through', () => {
  const all = metrics().registry.getMetricsAsArray();
  const summaries = all.filter((one) => Reflect.has(one, 'percentiles'));
  expect(summaries.length).toBeGreaterThan(0);
  for (const one of summaries) expect(Reflect.get(one, 'maxAgeSeconds'), one.name).toBeFalsy();
});
