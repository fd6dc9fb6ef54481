import { roleMay } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { Avatar } from '#ui/avatar';
import { Icon } from '#ui/icon';

/** Which account this is, to be seen on every page: a device may be shared. It opens to where the account is kept. */
export function AccountMenu({ viewer: { user } }: { viewer: Viewer }) {
  return (
    <details className="me">
      <summary title={user.email}>
        <Avatar id={user.id} name={user.name} />
        <span className="me-names">
          <b className="cut">
            <bdi>{user.name}</bdi>
          </b>
          <span className="cut">
            <bdi>{user.email}</bdi>
          </span>
        </span>
        <span className="sr">{say('frame.menu')}</span>
        <Icon name="down" />
      </summary>
      <div className="me-card" data-who={user.email}>
        <a href="/settings/security">{say('frame.yourAccount')}</a>
        <a href="/settings/profile">{say('frame.yourProfile')}</a>
        {roleMay(user.role, 'account:list:any') && (
          <a href="/admin">{say('places.administration')}</a>
        )}
      </div>
    </details>
  );
}
