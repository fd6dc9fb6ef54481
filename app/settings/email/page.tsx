import { beginAgain } from '#forms/code-flow';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ChangeEmailForm } from './form';

type Props = { searchParams: Promise<{ again?: string | string[] }> };

export default async function EmailPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('account:secure');
  const { again } = await searchParams;
  const { before } = await beginAgain('change-email', again);
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <section className="card stack">
        <ChangeEmailForm
          text={textsOf('changeEmailForm')}
          email={viewer.user.email}
          before={before}
        />
      </section>
    </AccountShell>
  );
}
