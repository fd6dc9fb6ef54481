import type { ShownPerson } from '#lib/admin/people/shown';
import { sayRole } from '#lib/permissions/called';
import { isDisabled } from '#lib/session/account-state';
import { say } from '#texts/say';
import { AccountState } from '#ui/account-state';
import { Avatar } from '#ui/avatar';
import { Ago } from '#ui/time';

type Props = { users: ShownPerson[]; zone: string };

export function UserTable({ users, zone }: Props) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('users.person')}</th>
          <th scope="col">{say('users.role')}</th>
          <th scope="col">{say('users.state')}</th>
          <th scope="col">{say('users.seen')}</th>
          <th scope="col">{say('users.created')}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <div className="named">
                <Avatar id={user.id} name={user.name} />
                <div>
                  <a className="person" href={`/admin/users/${user.id}`}>
                    <bdi>{user.name}</bdi>
                  </a>
                  <span className="mono">{user.email}</span>
                </div>
              </div>
            </th>
            <td>
              {sayRole(user.role)}{' '}
              {user.role !== 'member' && user.hasFactor === false && (
                <span className="tag open">{say('users.noFactor')}</span>
              )}
            </td>
            <td>
              {isDisabled(user) ? (
                <AccountState user={user} zone={zone} />
              ) : (
                say('accountState.open')
              )}
            </td>
            <td>
              <span className="told-of">{say('users.seen')}</span>{' '}
              {user.lastSeenAt ? <Ago at={user.lastSeenAt} zone={zone} /> : say('users.never')}
            </td>
            <td>
              <span className="told-of">{say('users.created')}</span>{' '}
              <Ago at={user.createdAt} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
