import { expectNamed, test } from '#e2e/support/branded';
import { PAGE_STATES } from '#e2e/support/page-states';

/** What a change looks at; the other states are looked at by `npm run reliability`. */
const SOON =
  /^(home|sign-in|sign-up|a page that is not there|a plain page|dashboard on the first visit)$/;

for (const [name, reach] of Object.entries(PAGE_STATES))
  test(`${name}: it says the name of the site, and no other`, {
    tag: SOON.test(name) ? [] : '@long',
  }, async ({ page, server, watch }) => {
    watch.allow(/^Error: Spoilt by the test/);
    watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//);
    await reach(page, server);
    await expectNamed(page);
  });
