import type { listPrograms } from '#lib/admin/programs';
import { say } from '#texts/say';
import { Ago } from '#ui/time';
import { ProgramState } from './state';

type Props = { programs: Awaited<ReturnType<typeof listPrograms>>['clients']; zone: string };

export const ProgramTable = ({ programs, zone }: Props) => (
  <table className="table">
    <thead>
      <tr>
        <th scope="col">{say('programs.app')}</th>
        <th scope="col">{say('programs.kind')}</th>
        <th scope="col">{say('programs.state')}</th>
        <th scope="col">{say('programs.used')}</th>
      </tr>
    </thead>
    <tbody>
      {programs.map(({ id, name, kind, disabledAt, lastUsedAt }) => (
        <tr key={id}>
          <th scope="row">
            <a className="person" href={pageOfProgram(id)}>
              {name}
            </a>
            <span className="mono">{id}</span>
          </th>
          <td>{say(`programKinds.${kind}`)}</td>
          <td>
            <ProgramState isDisabled={disabledAt !== null} />
          </td>
          <td>{lastUsedAt ? <Ago at={lastUsedAt} zone={zone} /> : say('programs.unused')}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** The id of a program that says by a document who it is, is an address: what stands in a path would be cut at its slashes. */
const pageOfProgram = (id: string) => `/admin/apps/program?${new URLSearchParams({ id })}`;
