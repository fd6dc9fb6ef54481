import { checkReadiness } from '#lib/server/readiness';

/** Open to everybody: whether the process can do its work. Says which part fails, and nothing else. */
export async function GET() {
  const checks = await checkReadiness();
  const isReady = Object.values(checks).every(Boolean);
  return Response.json(
    { status: isReady ? 'ok' : 'unavailable', checks },
    { status: isReady ? 200 : 503 },
  );
}
