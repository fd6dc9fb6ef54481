import { auditPage } from '#e2e/support/audit-page';
import { mailboxLink } from '#e2e/support/mailbox';
import { session } from '#e2e/support/page-setups';
import { PAGE_STATES } from '#e2e/support/page-states';
import { test } from '#e2e/support/story';

test.describe.configure({ mode: 'parallel' });

/** What a form has answered: a box or a sentence on a page that is looked at anyhow … */
const ANSWERED = /refused|wrong|nothing|just|after|saved|done|too soon|not found|over$/;
/** … and what is a row more or less of another state. */
const ALIKE =
  /, none|none$|only this|first visit|somebody signed in|is gone|one connected|its (editor|viewer)|to a viewer|another changed|no longer|leaving|there are n|form refused|note open|disabled|recovered|with an app|with a passkey/;

for (const [name, reach] of Object.entries(PAGE_STATES)) {
  const tag = ANSWERED.test(name) || ALIKE.test(name) ? '@long' : [];
  test(`${name}: anybody can read and use it, light and dark, wide and narrow, at twice the size`, {
    tag,
  }, async ({ page, server, watch }) => {
    watch.allow(/^Error: Spoilt by the test/);
    // To a provider, which is on this machine.
    watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//);
    await reach(page, server);
    await auditPage(page);
  });
}

test('the mailbox: anybody can read and use it too', async ({ anotherPage, server }) => {
  await session(server);
  const page = await anotherPage({ extraHTTPHeaders: {} });
  await page.goto(mailboxLink(server.port));
  await auditPage(page);
});
