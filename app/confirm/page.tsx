import { askedProofFor } from '#forms/proof';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { requireViewer } from '#lib/session/require-viewer';
import { freshMinutes } from '#lib/session/viewer';
import { textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { FormsFor } from '#ui/forms-for';
import { OtherFactors } from '#ui/other-factors';
import { ConfirmByProvider } from './by-provider';
import { ConfirmForm } from './form';
import { MailCodeButton } from './mail-code';

type Props = { searchParams: Promise<Partial<Record<'next' | 'by', string | string[]>>> };

export default async function ConfirmPage({ searchParams }: Props) {
  const viewer = await requireViewer('account:protect');
  const { next: to, by } = await searchParams;
  const next = safeNext(to);
  const asked = await askedProofFor(viewer, String(by ?? ''));
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <AuthCard next={next} aside={<SignOutButton />}>
          <ConfirmForm
            text={textsOf('confirmForm')}
            asked={asked}
            next={next}
            minutes={freshMinutes(viewer)}
          />
          {asked.mailsCode && <MailCodeButton next={next} />}
          <ConfirmByProvider viewer={viewer} next={next} />
          <OtherFactors path={withNext('/confirm', next)} others={asked.others} />
        </AuthCard>
      </div>
    </FormsFor>
  );
}
