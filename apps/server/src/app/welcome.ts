import type { Env } from '../env.ts';
import type { Progress } from './progress.ts';

export interface WelcomeFacts {
  env: Pick<Env, 'mode' | 'publicOrigin'>;
  enrolmentLink: string | null;
  progress: Progress;
}

/**
 * Where to go now. In production the enrolment link stays out of the output, which is a log there; the
 * command on the server makes one when it is wanted.
 */
export function welcome({ env, enrolmentLink, progress }: WelcomeFacts): void {
  const { publicOrigin, mode } = env;
  if (mode === 'production') {
    progress.say(`Lantern answers at ${new URL(publicOrigin).host}`);
    if (enrolmentLink) progress.say('There is no administrator yet: npm run admin -- invite EMAIL');
    return;
  }
  progress.say('\nLantern is running. Ctrl-C stops it.\n');
  progress.say(`  Public site   ${publicOrigin}/`);
  progress.say(`  Dashboard     ${publicOrigin}/dashboard`);
  progress.say(`  Mailbox       ${publicOrigin}/dev/mail`);
  if (!enrolmentLink) return;
  progress.say('\n  There is no administrator yet. This link makes one, once:');
  progress.say(`  ${enrolmentLink}`);
}
