import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { type Job, jobFaults } from '#lib/product/job';
import { isRehearsal } from '#lib/server/rehearsal';
import { startWorkers } from '#lib/server/workers';
import { clearSingleton, emptyTables } from '#lib/testing/database.test-support';
import { addHook, happen, openReceiver, typesOf } from '#lib/webhooks/receiver.test-support';

const jobs = vi.hoisted(() => [] as Job[]);
vi.mock('#lib/product/jobs', () => ({ JOBS: jobs }));

test('a job of the product runs at once, again while there is more, and again after one that failed', async () => {
  const left = [2, 1, 0];
  const each = vi.fn(async () => left.shift() ?? 0);
  const one = vi.fn(async () => {
    if (one.mock.calls.length === 1) throw new Error('not now');
    return 0;
  });
  jobs.push(
    { name: 'reminders', everyMs: 60_000, on: 'each', work: each },
    { name: 'invoices', everyMs: 1_000, on: 'one', work: one },
  );
  clearSingleton('workers');
  startWorkers();
  await vi.waitFor(() => expect(each).toHaveBeenCalledTimes(3));
  await vi.waitFor(() => expect(one.mock.calls.length).toBeGreaterThan(1), 5_000);
  expect(each).toHaveBeenCalledTimes(3);
});

const good: Job = { name: 'reminders', everyMs: 1_000, on: 'one', work: async () => 0 };

test.each<[what: string, jobs: Job[], fault: RegExp]>([
  ['twice', [good, good], /"reminders" stands there twice/],
  ['too often', [{ ...good, everyMs: 999 }], /more often than once a second/],
  ['without a time', [{ ...good, everyMs: Number.NaN }], /more often than once a second/],
  ['without a name', [{ ...good, name: '' }], /no name of a job/],
])('a job %s keeps the server from starting', (_, wrong, fault) => {
  expect(jobFaults(wrong)).toEqual([expect.stringMatching(fault)]);
  jobs.splice(0, jobs.length, ...wrong);
  clearSingleton('workers');
  expect(() => startWorkers()).toThrow(fault);
  jobs.splice(0);
});

test('good jobs have no fault', () => {
  expect(jobFaults([good, { ...good, name: 'other work' }])).toEqual([]);
});

test('they rest while a backup is rehearsed', async () => {
  const work = vi.fn(async () => 0);
  jobs.splice(0, jobs.length, { ...good, on: 'each', work });
  clearSingleton('workers', 'rehearsal');
  isRehearsal('on');
  startWorkers();
  clearSingleton('rehearsal');
  expect(work).not.toHaveBeenCalled();
  clearSingleton('workers');
  startWorkers();
  expect(work).toHaveBeenCalledOnce();
  jobs.splice(0);
});

test('webhooks are told nothing while a backup is rehearsed, for its copy has not heard what was told since', async () => {
  await emptyTables();
  const { told, url } = await openReceiver();
  await addHook(url);
  await happen('user_created');
  clearSingleton('workers', 'rehearsal');
  isRehearsal('on');
  startWorkers();
  await sleep(300);
  clearSingleton('rehearsal', 'workers');
  expect(told).toEqual([]);
  startWorkers();
  await vi.waitFor(() => expect(typesOf(told)).toContain('user_created'), 5_000);
});
