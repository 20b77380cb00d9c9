import type { Role } from './role.ts';

/** Who may read news and its figures, and see how it will look. */
export const MAY_READ_NEWS: readonly Role[] = ['admin', 'moderator'];
/** Who may write news, and mail a test to themselves: nobody else gets it. */
export const MAY_WRITE_NEWS: readonly Role[] = ['admin', 'moderator'];
/** Who may hold news that is leaving; whoever sees the mistake first must be able to. */
export const MAY_PAUSE_NEWS: readonly Role[] = ['admin', 'moderator'];
/** Who may send, resume and stop news: it speaks for the coalition, and no mail comes back. */
export const MAY_SEND_NEWS: readonly Role[] = ['admin'];
