import { expect, test } from 'vitest';
import { greeting } from '#lib/server/http/greeting';
import { changeSettings } from '#lib/testing/database.test-support';

const PUBLIC = {
  APP_URL: 'https://app.acme.test',
  SMTP_URL: 'smtps://m.test',
  MAIL_FROM: 'a@m.test',
};

test.each([
  [undefined, 'Only this machine reaches port 3107; in a container set LISTEN=0.0.0.0'],
  ['0.0.0.0', 'It listens at 0.0.0.0: whoever reaches port 3107 there speaks to it without https'],
  ['10.0.0.7', 'It listens at 10.0.0.7: whoever reaches port 3107 there'],
])('with LISTEN %s the greeting says who reaches the port, whatever APP_URL is', (LISTEN, says) => {
  for (const site of [{}, PUBLIC]) {
    changeSettings({ PORT: '3107', LISTEN, ...site });
    expect(greeting()).toContain(says);
  }
});
