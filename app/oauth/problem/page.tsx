import { answerWith } from '#lib/request/exchange';
import { Pass } from '#ui/pass';

const SAYS: Record<string, string> = {
  invalid_client: 'The program that sent you here is not known to this site.',
  invalid_redirect_uri: 'The program wants the answer sent to an address that is not its own.',
  access_denied: 'The program was turned away. It can do nothing in your name.',
};
const ELSE = 'What the program asked for is broken, or took too long.';

type Props = { searchParams: Promise<{ error?: string | string[] }> };

export default async function OauthProblemPage({ searchParams }: Props) {
  const { error } = await searchParams;
  answerWith({ status: 400 });
  const says = typeof error === 'string' && Object.hasOwn(SAYS, error) ? SAYS[error] : ELSE;
  return (
    <div className="gate">
      <title>This cannot go on · Gatehouse</title>
      <Pass>
        <h1>This cannot go on</h1>
        <p>{says}</p>
        <p>Nothing was given away. Go back to the program and begin again.</p>
      </Pass>
    </div>
  );
}
