/**
 * A fault in words for the person who started a command: what the system refused is told by what was
 * meant, not by its code. Errors of our own keep their message.
 */
export function plainFault(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  const systemFault = systemFaultOf(error);
  return (systemFault && inWords(systemFault)) ?? error.message;
}

interface SystemFault {
  code: string;
  path: string | undefined;
  isFolder: boolean;
}

/** The system's error: the one given, or the first of those it stands for. */
function systemFaultOf(error: Error): SystemFault | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const isSystems = code !== null && 'syscall' in error;
  if (isSystems)
    return {
      code,
      isFolder: error.syscall === 'mkdir',
      path: 'path' in error && typeof error.path === 'string' ? error.path : undefined,
    };
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return first instanceof Error ? systemFaultOf(first) : null;
}

function inWords({ code, path, isFolder }: SystemFault): string | null {
  if (isFolder && code === 'EEXIST') return `${path} is a file; a folder is needed`;
  return path === undefined ? connectionFault(code) : fileFault(code, path);
}

function fileFault(code: string, path: string): string | null {
  switch (code) {
    case 'ENOENT':
      return `${path} is not there, or the folder it should be in is not`;
    case 'EEXIST':
      return `${path} exists already, and nothing is overwritten: name another`;
    case 'EISDIR':
      return `${path} is a folder; a file is needed`;
    case 'ENOTDIR':
      return `${path} cannot be: a part of this path is a file and no folder`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read or written by the user who runs this`;
    case 'EROFS':
      return `${path} is on a disk that can only be read`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `there is no room left for ${path}`;
    default:
      return null;
  }
}

function connectionFault(code: string): string | null {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'there is no room left on the disk';
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'the database does not answer: is it running, and is DATABASE_URL right?';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host in DATABASE_URL cannot be found';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host in DATABASE_URL cannot be reached';
    default:
      return null;
  }
}
