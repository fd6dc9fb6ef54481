/** The way to the mail that was captured instead of sent. */
export function DevMailbox() {
  return (
    <p className="dev">
      <b>DEV</b> No mail server is set, so the mail was captured:{' '}
      <a href="/dev/mailbox">open the mailbox</a>. The first time, use its link with the key, which
      the server printed when it started.
    </p>
  );
}
