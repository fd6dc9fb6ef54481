import { redirect } from 'next/navigation';
import { answerOauth } from '#lib/oauth/handle';

/** Open to everybody: where programs ask; the authorization server checks each. A person reads a page. */
export async function GET(request: Request) {
  const answer = await answerOauth(request);
  const isPerson = new URL(request.url).pathname.startsWith('/oauth/authorize');
  if (answer.status < 400 || !isPerson) return answer;
  const { error } = (await answer.json()) as { error?: string };
  redirect(`/oauth/problem?${new URLSearchParams({ error: String(error) })}`);
}

/** Open to programs: tokens for codes, refreshing, taking back, asking about. */
export const POST = (request: Request) => answerOauth(request);
