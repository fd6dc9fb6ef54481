import { Counter, Gauge, type Registry } from '@prometheus-io/client';

/** Metrics about security and operation; docs/deploy/alerts.yml has the alert rules. */
export function securityMetrics(registers: Registry[]) {
  const gauge = (name: string, help: string, aggregator: 'min' | 'max') =>
    new Gauge({ name, help, aggregator, registers });
  return {
    securityEvents: new Counter({
      name: 'gatehouse_security_events_total',
      help: 'What failed or was refused, by its type in the audit log; also what the log has no room for.',
      labelNames: ['type'],
      registers,
    }),
    mailGivenUp: new Counter({
      name: 'gatehouse_mail_given_up_total',
      help: 'Mails that the mail server refused for good, or did not take in twelve tries.',
      registers,
    }),
    auditWhole: gauge(
      'gatehouse_audit_whole',
      '1 when the last verification found the audit log whole, 0 when it was changed, -1 before the first.',
      'min',
    ),
    auditVerified: gauge(
      'gatehouse_audit_verified_timestamp_seconds',
      'When the audit log was verified last; 0 for never.',
      'max',
    ),
    diskFree: gauge(
      'gatehouse_disk_free_bytes',
      'Free on the disk of the database file, or of the clone where the database is a server.',
      'min',
    ),
    backedUp: gauge(
      'gatehouse_backup_timestamp_seconds',
      'When "db backup" last made a whole copy of the database file; 0 for never.',
      'max',
    ),
  };
}
