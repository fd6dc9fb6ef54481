import { textsOf } from '#texts/say';

const LONGEST = 254;

/** The recipient that an address of this page asks for, as they are stored; empty for everybody. */
export function recipientIn(asked: string | string[] | undefined): string {
  const typed = typeof asked === 'string' ? asked.trim().toLowerCase() : '';
  return typed.length <= LONGEST ? typed : '';
}

/** Shows the mail to one address only: a form that asks for its page anew. */
export function RecipientForm({ to }: { to: string }) {
  const says = textsOf('mailbox');
  return (
    <search>
      <form className="find">
        <label htmlFor="to">{says.recipient}</label>
        <div>
          <input
            id="to"
            name="to"
            type="search"
            className="input"
            defaultValue={to}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={LONGEST}
          />
          <button type="submit" className="btn btn-quiet">
            {says.show}
          </button>
        </div>
      </form>
      {to !== '' && (
        <p>
          <a href="/dev/mailbox" className="btn btn-quiet btn-s">
            {says.everybody}
          </a>
        </p>
      )}
    </search>
  );
}
