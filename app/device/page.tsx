import { requireRecentViewer } from '#lib/session/require-viewer';
import { textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { FormsFor } from '#ui/forms-for';
import { DeviceForm } from './form';

type Props = { searchParams: Promise<{ user_code?: string | string[] }> };

export default async function DevicePage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('client:let-in');
  const { user_code: typed } = await searchParams;
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <AuthCard aside={<SignOutButton />}>
          <DeviceForm
            text={textsOf('deviceForm')}
            typed={typeof typed === 'string' ? typed.slice(0, 40) : ''}
          />
        </AuthCard>
      </div>
    </FormsFor>
  );
}
