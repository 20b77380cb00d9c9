import { PortTakenError } from './free-port.ts';
import { createProgress } from './progress.ts';
import { createStack } from './stack.ts';
import { startServer } from './start.ts';
import { welcome } from './welcome.ts';
import { EnvError, loadEnv, projectRoot, type Env } from '../env.ts';
import { createLogger, destinationOf, scrub, type Logger } from '../platform/logger.ts';
import { plainFault } from '../platform/plain-fault.ts';
import { once, onStopSignal, runShutdown } from '../platform/shutdown.ts';
import { withinTime } from '../platform/time-limit.ts';

const root = projectRoot(import.meta.dirname);

/** A part that is being opened when the signal comes gets this long, so that it can be ended in order. */
const OPENING_MS = 4_000;

async function main(): Promise<void> {
  const env = environment();
  const log = createLogger(env.logLevel, destinationOf(env.mode));
  const progress = createProgress(env.mode, log);
  const stack = createStack();
  const { promise: started, resolve: hasStarted } = Promise.withResolvers<void>();
  let stopping = false;
  const stop = once(async () => {
    stopping = true;
    progress.say('\nStopping …');
    stack.callOff();
    await withinTime(started, OPENING_MS, () => undefined);
    const clean = await runShutdown(stack.take(), log);
    progress.say(clean ? 'Stopped.' : 'Stopped, though not all of it as it should.');
    return clean;
  });
  onStopSignal(stop);
  const endBadly = () => void stop().finally(() => process.exit(1));
  endOnSurprise(log, endBadly);
  progress.say(`Starting Lantern (${env.mode} mode)`);
  try {
    const { enrolmentLink } = await startServer({ env, root, log, progress, stack, endBadly });
    welcome({ env, enrolmentLink, progress });
  } catch (error) {
    // A start that is being stopped fails for that reason, if for any.
    if (!stopping) fail(error, log);
  } finally {
    hasStarted();
  }
}

function environment(): Env {
  try {
    return loadEnv(root);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\nAll variables are described in .env.example.\n`);
    process.exit(1);
  }
}

/** One clear line for people, the whole of it for the log. */
function fail(error: unknown, log: Logger): never {
  if (!(error instanceof PortTakenError)) log.fatal({ err: error }, 'the start failed');
  process.stderr.write(`\nLantern did not start: ${scrub(plainFault(error))}\n`);
  process.exit(1);
}

/** A fault that nobody caught leaves the process in an unknown state: it ends, but in order. */
function endOnSurprise(log: Logger, endBadly: () => void): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'a fault that nobody caught');
    endBadly();
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
}

await main();
