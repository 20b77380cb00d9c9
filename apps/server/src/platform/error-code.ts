/** The code that Node, PostgreSQL or a library put on an error, e.g. `EADDRINUSE` or `55P03`; null without one. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
