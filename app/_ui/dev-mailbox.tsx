import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';

/** The way to the mail that was captured instead of sent. */
export function DevMailbox() {
  return (
    <p className="dev">
      <b>DEV</b>{' '}
      <Filled
        of={textsOf('frame').captured}
        parts={{ mailbox: <a href="/dev/mailbox">{say('frame.mailbox')}</a> }}
      />
    </p>
  );
}
