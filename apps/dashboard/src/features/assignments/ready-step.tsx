import type { ReadinessItem } from '@lantern/schemas/readiness-items';
import { Button, buttonClass } from '@lantern/ui/button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { cityPath, PATHS } from '../../shared/paths.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { PinsForm } from './pins-form.tsx';
import { SilencePlan } from './silence-plan.tsx';
import { calledBy, useAssignmentCommand, type OwnCity } from './use-assignments.ts';

interface Props {
  city: OwnCity;
  edition: string | undefined;
  onDone: () => void;
}

/** What one step asks for, and why. */
export function ReadyStep({ item, ...props }: Props & { item: ReadinessItem }) {
  const { city, edition } = props;
  switch (item) {
    case 'kit-read':
      return <Kit {...props} />;
    case 'deputy-named':
      return <Deputy city={city} />;
    case 'time-set':
      return <TimeSet city={city} edition={edition} />;
    case 'silence-agreed':
      return <SilencePlan key={city.silencePlan} {...props} />;
    case 'pins-set':
      return <PinsForm {...props} />;
    case 'second-passkey':
      return <SecondPasskey isDone={city.readiness['second-passkey']} />;
  }
}

function Kit({ city, onDone }: Props) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { reread, idFor } = useAssignmentCommand();
  const read = useMutation(
    trpc.assignments.readKit.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        await reread();
        onDone();
      },
    }),
  );
  const press = () => {
    const body = { id: city.id };
    if (!read.isPending) read.mutate({ commandId: idFor({ ...body, kit: true }), ...body });
  };
  return (
    <div className="grid gap-3">
      <p>{t('ready.kit-text')}</p>
      <p className="flex flex-wrap gap-x-6">
        <a className="inline-flex min-h-touch items-center underline" href={`/${locale}/petition`}>
          {t('ready.kit-letter')}
        </a>
        <a className="inline-flex min-h-touch items-center underline" href="/dashboard/field">
          {t('ready.kit-field')}
        </a>
      </p>
      {read.error && !read.isPending && <Trouble text={t(wordsOf(faultOf(read.error)))} />}
      {!city.readiness['kit-read'] && (
        <Button type="button" aria-disabled={read.isPending} onClick={press}>
          {t('ready.kit-done')}
        </Button>
      )}
    </div>
  );
}

function Deputy({ city }: Pick<Props, 'city'>) {
  const { t, locale } = useLanguage();
  const [copied, setCopied] = useState(false);
  const url = new URL(`/${locale}/take-part/apply`, location.origin);
  url.searchParams.set('city', city.city);
  url.searchParams.set('role', 'deputy');
  const copy = async () => {
    await navigator.clipboard.writeText(url.href);
    setCopied(true);
  };
  return (
    <div className="grid gap-3">
      <p>{t('ready.deputy-text')}</p>
      {city.others.length > 0 && (
        <ul>
          {city.others.map((other) => (
            <li key={other.email} className="wrap-anywhere">
              {calledBy(other)} · {t(ROLE_WORDS[other.role])}
            </li>
          ))}
        </ul>
      )}
      <p>{t('ready.deputy-link')}</p>
      <code className="block rounded-control border border-line bg-sunken p-3 text-sm wrap-anywhere select-all">
        {url.href}
      </code>
      <Button type="button" look="quiet" onClick={() => void copy()}>
        {t(copied ? 'people.copied' : 'people.copy')}
      </Button>
    </div>
  );
}

function TimeSet({ city, edition }: Pick<Props, 'city' | 'edition'>) {
  const { t } = useLanguage();
  return (
    <div className="grid gap-3">
      <p>{t('ready.time-text')}</p>
      <Link to={cityPath(city.city, edition ?? null)} className={buttonClass('quiet')}>
        {t('ready.time-link')}
      </Link>
    </div>
  );
}

function SecondPasskey({ isDone }: { isDone: boolean }) {
  const { t } = useLanguage();
  return (
    <div className="grid gap-3">
      <p>{t('ready.passkey-text')}</p>
      <Link
        to={isDone ? PATHS.account : PATHS.secondPasskey}
        className={buttonClass(isDone ? 'quiet' : 'primary')}
      >
        {t(isDone ? 'nav.account' : 'ready.passkey-link')}
      </Link>
    </div>
  );
}
