import type { Arrival } from '../test/hostile-smtp.ts';
import type { MailStage } from './mail-stage.ts';

interface Job {
  id: string;
  priority: number;
  created: Date;
  tries: number;
  state: string;
  outcome: string | null;
  ended: Date | null;
}

const JOBS = `
  SELECT j.id, j.priority, j.created_on AS created, j.retry_count AS tries, j.state::text AS state,
    o.outcome, j.completed_on AS ended
  FROM pgboss.job j LEFT JOIN mail_outcomes o ON o.job_id = j.id
  WHERE j.name = 'mail' ORDER BY j.created_on`;

/** Both sides of the wire compared, after all is over: what the provider saw, and what Lantern wrote down. */
export async function readBooks({ db, smtp }: MailStage) {
  const { rows: jobs } = await db.pool.query<Job>(JOBS);
  const { arrivals, refusals } = smtp;
  const jobOf = (messageId: string) => messageId.slice(0, messageId.indexOf('@'));
  const byJob = Map.groupBy(arrivals, ({ messageId }) => jobOf(messageId));
  const whole = (id: string): Arrival[] => byJob.get(id) ?? [];
  const takenBy = (id: string) => whole(id).filter(({ answer }) => answer === 250);
  const unanswered = arrivals.filter(({ answer }) => answer === null).length;
  const sent = jobs.filter(({ outcome }) => outcome === 'sent');
  const firstOf = (id: string) => whole(id)[0]?.at ?? Infinity;
  const reached = new Set(arrivals.filter(({ answer }) => answer === 250).map(({ to }) => to));
  const refusedForGood = new Set(
    refusals.filter(({ status }) => status === 550).map(({ to }) => to),
  );
  const refusedJobs = jobs.filter(({ outcome }) => outcome === 'refused').length;
  return {
    /** Mails that came whole and were left without an answer: only these may come again. */
    unanswered,
    /** Addresses that neither got their mail nor stand as refused. */
    unaccounted: (emails: readonly string[]) =>
      emails.filter((email) => !reached.has(email) && !refusedForGood.has(email)),
    /** Mails without an outcome, or with one that the provider knows nothing of. */
    notSettled: jobs.filter(
      ({ id, state, outcome }) =>
        state !== 'completed' ||
        outcome === null ||
        (outcome === 'sent' && takenBy(id).length === 0),
    ),
    /** Mails that came whole once more although the provider had said 250 to them. */
    sentAfterTaken: jobs
      .filter(({ id }) =>
        whole(id)
          .slice(0, -1)
          .some(({ answer }) => answer === 250),
      )
      .map(({ id }) => id),
    /** The most mails of greater urgency that waited, for a second or more, when a less urgent one left. */
    mostOvertaken: (): number => mostOvertaken(jobs, firstOf),
    /** Less urgent mails that left after these people were answered and before theirs first did. */
    aheadOf: (emails: readonly string[], answeredAt: number): number => {
      const urgent = new Set(jobs.filter(({ priority }) => priority === 20).map(({ id }) => id));
      const lastOfThem = Math.max(
        ...emails.map((email) => arrivals.find(({ to }) => to === email)?.at ?? Infinity),
      );
      return arrivals.filter(
        ({ at, messageId }) => at > answeredAt && at < lastOfThem && !urgent.has(jobOf(messageId)),
      ).length;
    },
    /** How many waited at a moment, by what is known now. */
    waitingAt: (at: number): number =>
      jobs.filter(
        ({ created, ended }) => created.getTime() <= at && (ended?.getTime() ?? Infinity) > at,
      ).length,
    /** When the last mail was dealt with, save those put off again and again: nobody can tell when they end. */
    endedAt: Math.max(
      ...jobs.filter(({ tries }) => tries < 2).map(({ ended }) => ended?.getTime() ?? Infinity),
    ),
    /** When the provider took the first mail after that moment. */
    flowsFrom: (moment: number): number =>
      arrivals.find(({ at, answer }) => at > moment && answer === 250)?.at ?? Infinity,
    inWords: (more: object): string => {
      const seconds = ((arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0)) / 1000;
      return JSON.stringify({
        mails: jobs.length,
        sent: sent.length,
        refusedForGood: refusedJobs,
        triedAgain: jobs.filter(({ tries }) => tries > 0).length,
        unanswered,
        throttled: arrivals.filter(({ answer }) => answer === 454).length,
        seconds: Math.round(seconds),
        ...more,
      });
    },
  };
}

/** Without those that were put off: their time comes later. */
function mostOvertaken(jobs: readonly Job[], leftAt: (id: string) => number): number {
  const straight = jobs
    .filter(({ tries }) => tries === 0)
    .map(({ id, priority, created }) => ({ priority, left: leftAt(id), queued: created.getTime() }))
    .filter(({ left }) => left < Infinity);
  const passedBy = ({ id, priority }: Job): number => {
    const at = leftAt(id);
    return straight.filter(
      (other) => other.priority > priority && other.queued < at - 1_000 && other.left > at,
    ).length;
  };
  return Math.max(0, ...jobs.filter(({ priority }) => priority < 20).map(passedBy));
}
