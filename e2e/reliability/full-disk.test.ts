import { expect, test } from '@playwright/test';
import { addPeople } from '../support/people.ts';
import { change, countRows } from '../support/rows.ts';
import { LIGHT, startServer } from '../support/server.ts';
import { expectSoundDatabase, isSignedIn } from '../support/sound-database.ts';
import { mountSmallDisk, refuseWrites } from '../support/storage.ts';
import { expectUnavailable } from '../support/unavailable.ts';
import { newVisitor } from '../support/visitor.ts';

test('a full disk grants nothing, never says that it ended what it did not, keeps people signed in, and passes', {
  tag: '@long',
}, async () => {
  const disk = mountSmallDisk();
  // Where mounting is not permitted the system refuses to let the files grow instead.
  test.info().annotations.push({ type: 'disk', description: disk ? 'tmpfs' : 'RLIMIT_FSIZE' });
  const server = await startServer(LIGHT, disk?.folder);
  try {
    const people = await addPeople(server, 4);
    const [inside, leaving] = [newVisitor(server), newVisitor(server)];
    await inside.signIn(people[0] as string);
    await leaving.signIn(people[0] as string);
    // Both were here two minutes ago: their next visit is due to be written down.
    change(server, 'update sessions set last_seen_at = last_seen_at - 120000');
    const revoke = await inside.form('/settings/sessions', 0);
    const before = countRows(server);
    const refill = () => disk?.fill();
    refill();
    const allow = disk ? disk.empty : refuseWrites(server);

    // The log may still have room in blocks it has; from the first refusal on there is none.
    await expect
      .poll(
        async () => {
          const answer = await newVisitor(server).go('/health/ready');
          if (answer.status === 200) refill();
          return answer.status;
        },
        { intervals: [1_100], timeout: 20_000 },
      )
      .toBe(503);
    expectUnavailable(await newVisitor(server).signIn(people[1] as string));
    expectUnavailable(await newVisitor(server).askForAccount('nobody@example.com'));
    expectUnavailable(await inside.submit(revoke, []));
    const cookies = new Map(leaving.cookies);
    expectUnavailable(await leaving.signOut());
    expect(leaving.cookies).toEqual(cookies);
    expect(await isSignedIn(inside)).toBe(true);
    expect(await isSignedIn(leaving)).toBe(true);
    expect(server.output(), 'the log says what is wrong').toMatch(/"reason":"SQLITE_(FULL|IOERR)/);
    expect(countRows(server)).toEqual(before);

    allow();
    await expect
      .poll(async () => (await newVisitor(server).signIn(people[2] as string)).status)
      .toBe(303);
    expect((await leaving.signOut()).status).toBe(303);
    for (const [name, value] of cookies) leaving.cookies.set(name, value);
    expect(await isSignedIn(leaving)).toBe(false);
    expect(await isSignedIn(inside)).toBe(true);
    await server.stop();
    expectSoundDatabase(server.database);
  } finally {
    await server.stop('SIGKILL');
    disk?.remove();
    if (!disk) await server.remove();
  }
});
