import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import { SPEAKS_FOR_PARTNER } from '@lantern/schemas/partner-roles';
import type { Role } from '@lantern/schemas/role';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { faultOf, wordsOf } from '../shared/api/fault.ts';
import { useTRPC } from '../shared/api/trpc.ts';
import { useLanguage } from '../shared/i18n/language.ts';
import { Loading } from '../shared/loading.tsx';
import { PATHS } from '../shared/paths.ts';
import { Trouble } from '../shared/trouble.tsx';
import { Shell } from './shell.tsx';
import { useLongSession } from './use-long-session.ts';

/** Whether the session still holds is asked this often, ms. */
const REREAD_MS = 30_000;

/** Lets signed-in people through, and leads the others to the sign-in. */
export default function SignedInLayout() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { pathname } = useLocation();
  const me = useQuery({ ...trpc.auth.me.queryOptions(), refetchInterval: REREAD_MS });
  useLongSession(Boolean(me.data));

  if (me.isPending) {
    return (
      <div className="room-night min-h-dvh">
        <Loading />
      </div>
    );
  }
  if (me.data === null) {
    const next = pathname === PATHS.overview ? '' : `?next=${encodeURIComponent(pathname)}`;
    return <Navigate to={`${PATHS.signIn}${next}`} replace />;
  }
  const own = me.data && ownStart(me.data.role);
  if (own && pathname === PATHS.overview) return <Navigate to={own} replace />;
  // Known once, the person stays known while the network is away.
  if (me.data) {
    return (
      <Shell me={me.data}>
        <Outlet />
      </Shell>
    );
  }
  return (
    <main className="room-night min-h-dvh px-5 py-16">
      <div className="mx-auto max-w-[26rem]">
        <Trouble text={t(wordsOf(faultOf(me.error)))} again={() => void me.refetch()} />
      </div>
    </main>
  );
}

/** Where those arrive who have no overview of ours: at their partner's figures, or at their city. */
function ownStart(role: Role): string | null {
  if (SPEAKS_FOR_PARTNER.includes(role)) return PATHS.ownFigures;
  return ANSWERS_FOR_CITY.includes(role) ? PATHS.ownCity : null;
}
