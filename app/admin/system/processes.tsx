import type { describeSystem } from '#lib/server/describe-system';
import { say } from '#texts/say';
import { Ago, Time } from '#ui/time';

type Props = { processes: Awaited<ReturnType<typeof describeSystem>>['processes']; zone: string };

export function ProcessTable({ processes, zone }: Props) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('system.process')}</th>
          <th scope="col">{say('system.version')}</th>
          <th scope="col">{say('system.started')}</th>
          <th scope="col">{say('system.seen')}</th>
        </tr>
      </thead>
      <tbody>
        {processes.map(({ id, host, pid, version, build, startedAt, seenAt }) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{host}</bdi> <span className="mono">{pid}</span>
            </th>
            <td>
              {version} <span className="mono">{build}</span>
            </td>
            <td>
              <Time at={startedAt} zone={zone} />
            </td>
            <td>
              <Ago at={seenAt} zone={zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
