import { once } from 'node:events';
import { createServer } from 'node:net';
import { codeOf } from '../platform/error-code.ts';

/** The port is another program's, or not ours to take; the message is for the person who starts. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

const PORTS_TRIED = 20;

/**
 * Finds out before anything slow is started whether the port can be had. Throws
 * {@link PortTakenError} with a port that is free.
 */
export async function checkPort(port: number, host: string): Promise<void> {
  const fault = await bindFault(port, host);
  if (fault === null) return;
  if (fault === 'EADDRINUSE') throw await portTaken(port, host);
  throw new PortTakenError(`Port ${port} on ${host} cannot be opened (${fault}).`);
}

/** What to say when `port` is taken, with a neighbour that is not. */
export async function portTaken(port: number, host: string): Promise<PortTakenError> {
  const free = await freePortAbove(port, host);
  const advice = free === null ? '' : ` Port ${free} is free:  PORT=${free} npm start`;
  return new PortTakenError(`Port ${port} is taken by another program.${advice}`);
}

async function freePortAbove(port: number, host: string): Promise<number | null> {
  for (let next = port + 1; next <= Math.min(port + PORTS_TRIED, 65_535); next += 1) {
    if ((await bindFault(next, host)) === null) return next;
  }
  return null;
}

async function bindFault(port: number, host: string): Promise<string | null> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    return null;
  } catch (error) {
    return codeOf(error) ?? 'unknown';
  } finally {
    probe.close();
  }
}
