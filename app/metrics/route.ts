import { readMetrics } from '#lib/server/read-metrics';

/** Open to who has METRICS_TOKEN; on loopback to this machine too. To everybody else there is no such page. */
export async function GET(request: Request) {
  const metrics = await readMetrics(request.headers.get('authorization'));
  if (!metrics) return new Response('Not found', { status: 404 });
  return new Response(metrics.text, { headers: { 'Content-Type': metrics.contentType } });
}
