import type { listUsers } from '#lib/admin/list-users';
import { sayRole } from '#lib/permissions/called';
import { say } from '#texts/say';
import { AccountState } from '#ui/account-state';
import { Time } from '#ui/time';

type Props = { users: Awaited<ReturnType<typeof listUsers>>['users']; zone: string };

export function UserTable({ users, zone }: Props) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('users.person')}</th>
          <th scope="col">{say('users.role')}</th>
          <th scope="col">{say('users.state')}</th>
          <th scope="col">{say('users.created')}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <th scope="row">
              <a className="person" href={`/admin/users/${user.id}`}>
                {user.name}
              </a>
              <span className="mono">{user.email}</span>
            </th>
            <td>{sayRole(user.role)}</td>
            <td>
              <AccountState user={user} zone={zone} />
            </td>
            <td>
              <Time at={user.createdAt} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
