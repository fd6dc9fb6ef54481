import { readMetrics } from '#lib/operation/read-metrics';

/** Open only to this machine, or to who has METRICS_TOKEN. To everybody else there is no such page. */
export async function GET(request: Request) {
  const metrics = await readMetrics(request.headers.get('authorization'));
  if (!metrics) return new Response('Not found', { status: 404 });
  return new Response(metrics.text, { headers: { 'Content-Type': metrics.contentType } });
}
