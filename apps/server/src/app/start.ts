import { systemClock, type Clock } from '../platform/clock.ts';
import { runShutdown } from '../platform/shutdown.ts';
import {
  scheduleTasks,
  startAnnouncing,
  startNews,
  startPublishing,
  startWatch,
} from './background.ts';
import { openBase, type BaseOptions } from './base.ts';
import { checkPort } from './free-port.ts';
import { serve } from './serve.ts';
import { openServices } from './services.ts';
import { CalledOffError, createStack, type Stack } from './stack.ts';

export interface StartOptions extends Pick<
  BaseOptions,
  'env' | 'log' | 'progress' | 'signingLimits' | 'endBadly'
> {
  /** The project's folder, in which the browser apps were built. */
  root: string;
  clock?: Clock;
  /** Holds what was started, so that a signal can end a start half-way. */
  stack?: Stack;
}

/** A server that answers. */
export interface RunningServer {
  /** A one-time link while there is no administrator. */
  enrolmentLink: string | null;
  /** Ends everything, in order, within ten seconds; true if all of it ended well. */
  stop(): Promise<boolean>;
}

/**
 * Environment → dependencies → listening. What was started is ended again when a step fails; when the start was
 * called off, that is left to who did.
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { root, clock = systemClock, stack = createStack(), ...given } = options;
  const stop = () => runShutdown(stack.take(), given.log);
  try {
    const enrolmentLink = await startParts({ ...given, clock, stack }, root);
    return { enrolmentLink, stop };
  } catch (error) {
    if (!(error instanceof CalledOffError)) await stop();
    throw error;
  }
}

async function startParts(options: BaseOptions, root: string): Promise<string | null> {
  const { env } = options;
  await checkPort(env.port, env.host);
  const base = await openBase(options);
  const opened = await openServices(base);
  await serve(base, opened, root);
  await scheduleTasks(base.jobs, { ...opened, clock: base.clock });
  opened.mail.worker.start();
  await opened.services.push.start();
  const loops = [startAnnouncing, startNews, startPublishing, startWatch].map((start) =>
    start(opened.services, base.log),
  );
  base.stack.push({
    name: 'announcements, news, publishing, the watch and taking mails from the queue',
    limitMs: 500,
    run: () => {
      // First of all, so that those on their way have the time of all other steps to be answered.
      opened.mail.worker.rest();
      return Promise.all(loops.map((loop) => loop.stop()));
    },
  });
  return await opened.services.auth.ensureEnrolmentLink();
}
