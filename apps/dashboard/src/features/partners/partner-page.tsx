import { MAY_CHANGE_PARTNERS } from '@lantern/schemas/partner-roles';
import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { ChangeForm } from './change-form.tsx';
import { EmbedCodes } from './embed-codes.tsx';
import { EndPartner } from './end-partner.tsx';
import { InvitePerson } from './invite-person.tsx';
import { PartnerFigure } from './partner-figure.tsx';

/** One partner: its codes to copy, its sites, who speaks for it, and its end. */
export default function PartnerPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { id } = useParams();
  const me = useQuery(trpc.auth.me.queryOptions());
  const list = useQuery({ ...trpc.partners.list.queryOptions(), networkMode: 'always' });
  const partner = list.data?.partners.find((one) => one.id === id);
  const mayChange = me.data && MAY_CHANGE_PARTNERS.includes(me.data.role);
  return (
    <Page title={partner?.name ?? t('partners.title')}>
      <p>
        <Link to={PATHS.partners} className="inline-flex min-h-touch items-center underline">
          {t('partners.all')}
        </Link>
      </p>
      {list.isPending && <Loading />}
      {list.isError && (
        <Trouble text={t(wordsOf(faultOf(list.error)))} again={() => void list.refetch()} />
      )}
      {list.data && !partner && <Trouble text={t('fault.gone')} />}
      {partner && (
        <>
          {partner.endedAt && (
            <Notice className="mt-3 max-w-reading" title={t('partners.ended')}>
              {t('partners.ended-means')}
            </Notice>
          )}
          <dl className="mt-4 grid max-w-reading grid-cols-[auto_1fr] gap-x-6 gap-y-1">
            <dt className="text-muted">{t('partners.ref')}</dt>
            <dd className="font-mono">{partner.ref}</dd>
            <dt className="text-muted">{t('partners.total')}</dt>
            <dd>
              <PartnerFigure total={partner.total} />
            </dd>
          </dl>
          {!partner.endedAt && (
            <Section id="codes" title={t('partners.codes')} lead={t('partners.codes-lead')}>
              <EmbedCodes reference={partner.ref} locales={partner.locales} />
            </Section>
          )}
          {mayChange && (
            <>
              <Section id="change" title={t('partners.change')}>
                <ChangeForm key={partner.id} partner={partner} />
              </Section>
              {!partner.endedAt && (
                <Section id="person" title={t('partners.invite')} lead={t('partners.invite-lead')}>
                  <InvitePerson partnerId={partner.id} />
                </Section>
              )}
              <Section id="end" title={t(partner.endedAt ? 'partners.reopen' : 'partners.end')}>
                <EndPartner id={partner.id} ended={partner.endedAt !== null} />
              </Section>
            </>
          )}
        </>
      )}
    </Page>
  );
}
