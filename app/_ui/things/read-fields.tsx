import { sayField } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import { say } from '#texts/say';

/** What stands in the fields of a row. */
export const valuesIn = ({ fields }: ThingResource, row: object): Record<string, string> =>
  Object.fromEntries(
    Object.keys(fields).map((name) => [name, String((row as Record<string, unknown>)[name])]),
  );

type Props = { of: ThingResource; values: Record<string, string> };

/** What stands in a thing under its title; where it has several fields more, each under its name. */
export function ReadFields({ of, values }: Props) {
  const names = Object.keys(of.fields).filter((name) => name !== of.called);
  return names.map((name) => (
    <div key={name} className="stack-s">
      {names.length > 1 && <h2>{sayField(of.kind, name)}</h2>}
      {values[name] ? (
        <p className="written" dir="auto">
          {values[name]}
        </p>
      ) : (
        <p className="hint">{say('thingPage.empty')}</p>
      )}
    </div>
  ));
}
