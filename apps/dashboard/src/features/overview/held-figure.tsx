import { MAY_DECIDE } from '@lantern/schemas/quarantine';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';

/** How many are held; for those who decide on them, the way there. */
export function HeldFigure({ count }: { count: number }) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const figure = new Intl.NumberFormat(locale).format(count);
  if (!me.data || !MAY_DECIDE.includes(me.data.role)) return figure;
  return (
    <Link
      to={PATHS.quarantine}
      aria-label={`${t('quarantine.title')}: ${figure}`}
      className="-my-2.5 inline-flex min-h-touch min-w-touch items-center justify-end underline"
    >
      {figure}
    </Link>
  );
}
