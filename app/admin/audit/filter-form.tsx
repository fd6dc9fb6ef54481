import { sayKind } from '#lib/audit/say';
import { AUDIT_TYPES } from '#lib/audit/types';
import { say } from '#texts/say';
import type { Filter } from './filter';

/** A plain form that is sent with GET: what is looked at stands in the address and can be passed on. */
export function FilterForm({ filter, zone }: { filter: Filter; zone: string }) {
  const { values, problems } = filter;
  return (
    <form className="card stack" method="get" action="/admin/audit" noValidate>
      <h2>{say('auditFilter.title')}</h2>
      <div className="fields">
        <div className="field">
          <label htmlFor="type">{say('auditFilter.type')}</label>
          <select
            id="type"
            name="type"
            className="input"
            defaultValue={values.type}
            {...described(problems, 'type')}
          >
            <option value="">{say('auditFilter.all')}</option>
            {AUDIT_TYPES.map((type) => (
              <option key={type} value={type}>
                {type}: {sayKind(type)}
              </option>
            ))}
          </select>
          <Problem of={problems} name="type" />
        </div>
        <div className="field">
          <label htmlFor="person">{say('auditFilter.person')}</label>
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
              {say(`auditFilter.${name}`)}{' '}
              <span className="zone">{say('auditFilter.zone', { zone })}</span>
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
          {say('auditFilter.apply')}
        </button>
        <a className="btn btn-quiet btn-s" href="/admin/audit">
          {say('auditFilter.clear')}
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
