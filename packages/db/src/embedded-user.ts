import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How PostgreSQL's programs are started so that they do not see themselves as root. */
export interface Launcher {
  /** Put before the program and its arguments. */
  prefix: readonly string[];
  /** Set where the programs run as another user, who must own the data. */
  owner?: { uid: number; gid: number };
}

const run = promisify(execFile);
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What the programs see of the environment: no secret of the server's, messages in English. */
export const PROGRAM_ENV: NodeJS.ProcessEnv = { PATH: SYSTEM_PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * PostgreSQL refuses to run as root, as servers in containers and CI often do. A user namespace is the
 * best way round: it works even in a folder that only root can enter. Where namespaces are forbidden,
 * another user must do. Outside root no trick is needed.
 */
export async function findLauncher(program: string): Promise<Launcher> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = await otherUser();
  const namespace = [
    'unshare',
    '--user',
    `--map-user=${owner.uid}`,
    `--map-group=${owner.gid}`,
    '--',
  ];
  if (await runs({ prefix: namespace }, program)) return { prefix: namespace };
  if (await runs({ prefix: [], owner }, program)) return { prefix: [], owner };
  throw new Error(
    'PostgreSQL does not run as root, and this system allows neither user namespaces nor another user ' +
      'to enter this folder. Start Lantern as an ordinary user, or set DATABASE_URL.',
  );
}

/** `initdb` asks for a name, so the user must be a listed one. */
async function otherUser(): Promise<{ uid: number; gid: number }> {
  const users = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
  const chosen = users.find(({ name }) => name === 'nobody') ?? users.at(-1);
  if (!chosen) throw new Error('no user besides root exists that PostgreSQL could run as');
  return { uid: chosen.uid, gid: chosen.gid };
}

async function runs({ prefix, owner }: Launcher, program: string): Promise<boolean> {
  const [file, ...args] = [...prefix, program, '--version'];
  return run(file, args, { env: PROGRAM_ENV, ...owner }).then(
    () => true,
    () => false,
  );
}
