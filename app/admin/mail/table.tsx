import type { listMails, MailState } from '#lib/admin/mails';
import { roleMay } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { Ago } from '#ui/time';
import { SendAgain } from './send-again';

type Props = {
  mails: Awaited<ReturnType<typeof listMails>>['mails'];
  state: MailState;
  viewer: Viewer;
};

export function MailTable({ mails, state, viewer }: Props) {
  const isAsked = state === 'failed' && roleMay(viewer.user.role, 'mail:send-again');
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('adminMails.to')}</th>
          <th scope="col">{say('adminMails.tried')}</th>
          <th scope="col">{say('adminMails.said')}</th>
          {isAsked && <th scope="col">{say('adminMails.again')}</th>}
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <th scope="row">
              <bdi className="mono">{mail.recipient}</bdi> <span>{mail.subject}</span>
            </th>
            <td>
              {say('adminMails.times', { count: mail.attempts })} ·{' '}
              <Ago at={mail.createdAt} zone={viewer.user.timeZone} />
            </td>
            <td>
              <bdi className="mono">{mail.lastError || say('adminMails.nothing')}</bdi>
            </td>
            {isAsked && (
              <td>{mail.canBeSent ? <SendAgain {...mail} /> : say('adminMails.gone')}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
