import { sayKind } from '#lib/audit/say';
import { AUDIT_TYPES } from '#lib/audit/types';
import type { Filter } from './filter';

/** A plain form that is sent with GET: what is looked at stands in the address and can be passed on. */
export function FilterForm({ filter, zone }: { filter: Filter; zone: string }) {
  const { values, problems } = filter;
  return (
    <form className="card stack" method="get" action="/admin/audit" noValidate>
      <h2>What to look for</h2>
      <div className="fields">
        <div className="field">
          <label htmlFor="type">Event</label>
          <select
            id="type"
            name="type"
            className="input"
            defaultValue={values.type}
            {...described(problems, 'type')}
          >
            <option value="">All</option>
            {AUDIT_TYPES.map((type) => (
              <option key={type} value={type}>
                {type}: {sayKind(type)}
              </option>
            ))}
          </select>
          <Problem of={problems} name="type" />
        </div>
        <div className="field">
          <label htmlFor="person">Person (address or account ID)</label>
          <input
            id="person"
            name="person"
            className="input"
            defaultValue={values.person}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        {(['from', 'to'] as const).map((name) => (
          <div key={name} className="field">
            <label htmlFor={name}>
              {name === 'from' ? 'From' : 'To'} <span className="zone">({zone})</span>
            </label>
            <input
              id={name}
              name={name}
              type="date"
              className="input"
              defaultValue={values[name]}
              {...described(problems, name)}
            />
            <Problem of={problems} name={name} />
          </div>
        ))}
      </div>
      <div className="actions">
        <button type="submit" className="btn btn-primary btn-s">
          Apply
        </button>
        <a className="btn btn-quiet btn-s" href="/admin/audit">
          Clear filters
        </a>
      </div>
    </form>
  );
}

type Problems = Filter['problems'];

const described = (problems: Problems, name: keyof Problems) =>
  problems[name] ? { 'aria-invalid': true, 'aria-describedby': `${name}-error` } : {};

function Problem({ of, name }: { of: Problems; name: keyof Problems }) {
  if (!of[name]) return null;
  return (
    <p id={`${name}-error`} className="error" role="alert">
      {of[name]}
    </p>
  );
}
