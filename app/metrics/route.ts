import { readMetrics } from '#lib/server/read-metrics';

/** Open to callers with METRICS_TOKEN; on loopback to this machine too. Everybody else gets 404. */
export async function GET(request: Request) {
  const metrics = await readMetrics(request.headers.get('authorization'));
  if (!metrics) return new Response('Not found', { status: 404 });
  return new Response(metrics.text, { headers: { 'Content-Type': metrics.contentType } });
}
