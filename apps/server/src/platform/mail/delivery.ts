import type { Clock } from '../clock.ts';
import type { JobsLog } from '../jobs.ts';
import type { ComposedMail, ComposeMail } from './composed-mail.ts';
import type { ClaimedMail, MailOutcomes } from './outcomes.ts';
import { shortReason, smtpFault } from './smtp-fault.ts';
import type { MailTransport } from './transport.ts';

/** What the sender takes from one delivery: whether the provider itself is to be left alone. */
export type DeliveryResult = 'done' | 'outage';

/** A mail that will be handed to `transport` when its moment comes. */
export interface DueMail {
  job: ClaimedMail;
  mail: ComposedMail;
  transport: MailTransport;
}

export interface DeliveryDeps {
  compose: ComposeMail;
  /** Where a mail goes; null: nowhere (a rehearsal's mail where there is no catcher). */
  route: (mail: ComposedMail) => MailTransport | null;
  outcomes: MailOutcomes;
  clock: Clock;
  log: JobsLog;
}

/**
 * Temporary refusals are retried this long, as mail servers do (RFC 5321, 4.5.4.1). By age and not
 * by count, so that an outage uses up no tries.
 */
const GIVE_UP_MS = 4 * 86_400_000;

/** Composes a claimed mail; null when there is nothing to send, and then the job is settled. */
export async function prepare(deps: DeliveryDeps, job: ClaimedMail): Promise<DueMail | null> {
  try {
    const mail = await deps.compose(job.data);
    if (mail === null) await deps.outcomes.drop(job, 'left');
    else if (mail === 'called-off') await deps.outcomes.drop(job, 'called-off');
    else if (mail === 'put-off') await deps.outcomes.putOff(job, deps.clock.now());
    else {
      const transport = deps.route(mail);
      if (transport) return { job, mail, transport };
      await deps.outcomes.drop(job, 'called-off');
    }
  } catch (error) {
    deps.log.error(
      { job: job.id, kind: job.data.kind, reason: shortReason(String(error)) },
      'mail could not be composed',
    );
    await retryOrGiveUp(deps, job, { code: 'COMPOSE', smtpCode: null });
  }
  return null;
}

/**
 * Sends one mail and settles its job. At least once: the server's 250 and our commit are two systems, so
 * a mail goes out twice if this process or its database is lost between them, or if the 250 itself is
 * lost on the way. Both carry the same Message-ID (the job's id), by which mail programs and people
 * recognise the repeat.
 */
export async function deliver(
  deps: DeliveryDeps,
  { job, mail, transport }: DueMail,
): Promise<DeliveryResult> {
  try {
    await transport.send(mail, job.id);
  } catch (error) {
    return failed(deps, job, error);
  }
  await deps.outcomes.settle(job, 'sent', null);
  return 'done';
}

async function failed(
  deps: DeliveryDeps,
  job: ClaimedMail,
  error: unknown,
): Promise<DeliveryResult> {
  const fault = smtpFault(error);
  deps.log.warn(
    { job: job.id, kind: job.data.kind, tries: job.retryCount + 1, ...fault },
    'mail not delivered',
  );
  switch (fault.verdict) {
    case 'refused':
      await deps.outcomes.settle(job, 'refused', fault.smtpCode);
      return 'done';
    case 'later':
      await retryOrGiveUp(deps, job, fault);
      return 'done';
    case 'outage':
      await deps.outcomes.retry(job, fault.code);
      return 'outage';
  }
}

async function retryOrGiveUp(
  { outcomes, clock }: DeliveryDeps,
  job: ClaimedMail,
  { code, smtpCode }: { code: string; smtpCode: number | null },
): Promise<void> {
  const age = clock.now().getTime() - job.createdOn.getTime();
  if (age > GIVE_UP_MS) await outcomes.settle(job, 'given-up', smtpCode);
  else await outcomes.retry(job, code);
}
