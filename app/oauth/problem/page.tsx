import { setResponse } from '#lib/request/context';
import { takeFlash } from '#lib/session/flash';
import { AuthCard } from '#ui/auth-card';
import { Heading } from '#ui/title';

const SAYS: Record<string, string> = {
  invalid_client: 'The program that sent you here is not known to this site.',
  invalid_redirect_uri: 'The program wants the answer sent to an address that is not its own.',
  access_denied: 'The program was turned away. It can do nothing in your name.',
};
const ELSE = 'What the program asked for is broken, or took too long.';

export default async function OauthProblemPage() {
  const error = await takeFlash();
  setResponse({ status: 400 });
  const says = error !== null && Object.hasOwn(SAYS, error) ? SAYS[error] : ELSE;
  return (
    <div className="gate">
      <AuthCard>
        <Heading>This cannot go on</Heading>
        <p>{says}</p>
        <p>Nothing was given away. Go back to the program and begin again.</p>
      </AuthCard>
    </div>
  );
}
