import { askedOf } from '#forms/proof';
import { safeNext } from '#lib/request/next-path';
import { proofMinutes } from '#lib/session/recent';
import { requireViewer } from '#lib/session/viewer';
import { textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { FormsFor } from '#ui/forms-for';
import { Pass } from '#ui/pass';
import { ConfirmForm } from './form';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function ConfirmPage({ searchParams }: Props) {
  const viewer = await requireViewer('account:read');
  const next = safeNext((await searchParams).next);
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <Pass next={next} aside={<SignOutButton />}>
          <ConfirmForm
            text={textsOf('confirmForm')}
            asked={await askedOf(viewer)}
            next={next}
            minutes={proofMinutes(viewer)}
          />
        </Pass>
      </div>
    </FormsFor>
  );
}
