/** Whether the port can be had, asked before anything slow begins. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { serverEnv } from './project.mjs';

const PORTS_TRIED = 20;

/** Ends the process with a clear word when the port is another program's. */
export async function requirePort() {
  const env = serverEnv();
  const port = Number(env['PORT'] || 4000);
  const host = env['HOST'] || '127.0.0.1';
  // What is no port at all is the server's to explain, together with all other faults.
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
  if (await isFree(port, host)) return;
  const free = await freePortAbove(port, host);
  const advice = free === null ? '' : ` Port ${free} is free:  PORT=${free} npm start`;
  console.error(`Port ${port} is taken by another program.${advice}`);
  process.exit(1);
}

async function freePortAbove(port, host) {
  for (let next = port + 1; next <= Math.min(port + PORTS_TRIED, 65_535); next += 1) {
    if (await isFree(next, host)) return next;
  }
  return null;
}

/** False only when somebody listens there; other faults are the server's to explain. */
export async function isFree(port, host) {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    return true;
  } catch (error) {
    return error.code !== 'EADDRINUSE';
  } finally {
    probe.close();
  }
}
