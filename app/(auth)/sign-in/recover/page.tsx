import { beginAgain } from '#forms/code-flow';
import { findRecovery } from '#lib/accounts/recovery';
import { getViewer } from '#lib/session/viewer';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { FormsFor } from '#ui/forms-for';
import { RecoverForm } from './form';
import { StopRecovery } from './stop';

type Props = { searchParams: Promise<{ again?: string | string[] }> };

export default async function RecoverPage({ searchParams }: Props) {
  const { again } = await searchParams;
  const viewer = await getViewer();
  if (viewer)
    return (
      <FormsFor viewer={viewer}>
        <AuthCard>
          <StopRecovery viewer={viewer} recovery={await findRecovery(viewer.user.id)} />
        </AuthCard>
      </FormsFor>
    );
  const { before } = await beginAgain('recover', again);
  return (
    <AuthCard aside={<a href="/sign-in">{say('frame.signIn')}</a>}>
      <RecoverForm text={textsOf('recoverForm')} before={before} />
    </AuthCard>
  );
}
