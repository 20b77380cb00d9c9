import { MAY_GIVE_SECOND_WORD } from '@lantern/schemas/approvals-roles';
import { MAY_READ_MESSAGES } from '@lantern/schemas/contact-roles';
import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';

/** What waits is asked this often, ms. */
const REREAD_MS = 15_000;

/** What waits for a person who may decide it, each with the way there. */
export function NeedsDecision() {
  const { t } = useLanguage();
  const waiting = useWaiting();
  if (!waiting) return null;
  return (
    <section aria-labelledby="decisions-wait">
      <h2 id="decisions-wait" className="text-xl">
        {t('overview.decisions')}
      </h2>
      {waiting.length === 0 ? (
        <p className="mt-2 text-muted">{t('overview.decisions-none')}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {waiting.map(({ to, words }) => (
            <li key={to}>
              <Link to={to} className="flex min-h-touch items-center font-semibold underline">
                {words}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Only what one's role may decide; null until all of it is known. */
function useWaiting() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const role = useQuery(trpc.auth.me.queryOptions()).data?.role;
  const asked = (roles: readonly string[]) =>
    role && roles.includes(role) ? undefined : skipToken;
  const often = { refetchInterval: REREAD_MS };
  const held = useQuery({ ...trpc.signing.waiting.queryOptions(asked(MAY_DECIDE)), ...often });
  const letters = useQuery({
    ...trpc.contact.waiting.queryOptions(asked(MAY_READ_MESSAGES)),
    ...often,
  });
  const requests = useQuery({
    ...trpc.approvals.list.queryOptions(asked(MAY_GIVE_SECOND_WORD)),
    ...often,
  });
  if (!role || held.isLoading || letters.isLoading || requests.isLoading) return null;
  const signatures = held.data?.signatures ?? 0;
  const messages = letters.data?.messages ?? 0;
  const mine = requests.data?.filter(({ mayDecide }) => mayDecide).length ?? 0;
  return [
    { to: PATHS.quarantine, n: signatures, words: t('quarantine.waiting', { n: signatures }) },
    { to: PATHS.people, n: mine, words: t('overview.requests', { n: mine }) },
    { to: PATHS.messages, n: messages, words: t('overview.messages', { n: messages }) },
  ].filter(({ n }) => n > 0);
}
