import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';
import { securityMetrics } from '#lib/observability/security';
import { singleton } from '#lib/singleton';

/** What the server counts about itself, for Prometheus. No label ever names a person. */
export const metrics = () =>
  singleton('metrics', () => {
    const registry = new Registry();
    const registers = [registry];
    // No window of a minute: the library moves one on in steps of twelve seconds, so a clock that is set forward by years
    // holds up the process for seconds. Without a window the summary counts since the start.
    collectDefaultMetrics({ register: registry, eventLoopUtilizationMaxAgeSeconds: 0 });
    return {
      registry,
      ...countersFor(registers),
      ...securityMetrics(registers),
      requests: new Counter({
        name: 'gatehouse_requests_total',
        help: 'Answers by method and kind of status.',
        labelNames: ['method', 'status'],
        registers,
      }),
      seconds: new Histogram({
        name: 'gatehouse_request_seconds',
        help: 'Time from request to end of answer.',
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        registers,
      }),
      purgeStep: new Histogram({
        name: 'gatehouse_purge_step_seconds',
        help: 'Time for which one step of removing expired rows held up everything else.',
        buckets: [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5],
        registers,
      }),
      proofs: new Counter({
        name: 'gatehouse_password_proofs_total',
        help: 'Passwords that were tried, by outcome.',
        labelNames: ['outcome'],
        registers,
      }),
      hashesUnderWay: new Gauge({
        name: 'gatehouse_password_hashes',
        help: 'Password hashes running or waiting.',
        registers,
      }),
      openPages: new Gauge({
        name: 'gatehouse_open_pages',
        help: 'Open pages that hear at once when their session ends.',
        registers,
      }),
      mailWaiting: new Gauge({
        name: 'gatehouse_mail_waiting',
        help: 'Mails not delivered yet.',
        // They are those of the database: each process counts the same.
        aggregator: 'max',
        registers,
      }),
      logoutWaiting: new Gauge({
        name: 'gatehouse_logout_waiting',
        help: 'Sessions that ended of which a site has not been told yet.',
        aggregator: 'max',
        registers,
      }),
    };
  });

/** Those that have no labels. */
function countersFor(registers: Registry[]) {
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  return {
    broken: counter(
      'gatehouse_broken_requests_total',
      'Requests that could not be read, or whose sender went away; not all are in the log.',
    ),
    mailDropped: counter(
      'gatehouse_mail_dropped_total',
      'Mails not sent because their code had died before the mail server took them.',
    ),
    webhooksGivenUp: counter(
      'gatehouse_webhooks_given_up_total',
      'Times that a webhook took nothing for a day, and events were given up.',
    ),
    logoutGivenUp: counter(
      'gatehouse_logout_given_up_total',
      'Sites that were not told for a day that a session there ended, each session once.',
    ),
    redisFaults: counter(
      'gatehouse_redis_faults_total',
      'Times that Redis could not be opened, broke, refused or was late; load was then counted here.',
    ),
  };
}
