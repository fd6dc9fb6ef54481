import { askedProofFor } from '#forms/proof';
import { safeNext } from '#lib/request/next-path';
import { requireViewer } from '#lib/session/require-viewer';
import { freshMinutes } from '#lib/session/viewer';
import { textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { FormsFor } from '#ui/forms-for';
import { ConfirmForm } from './form';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function ConfirmPage({ searchParams }: Props) {
  const viewer = await requireViewer('account:read');
  const next = safeNext((await searchParams).next);
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <AuthCard next={next} aside={<SignOutButton />}>
          <ConfirmForm
            text={textsOf('confirmForm')}
            asked={await askedProofFor(viewer)}
            next={next}
            minutes={freshMinutes(viewer)}
          />
        </AuthCard>
      </div>
    </FormsFor>
  );
}
