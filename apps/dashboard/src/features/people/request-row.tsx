import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { InvitationLink } from '../../shared/invitation-link.tsx';
import type { Request } from './people.ts';
import { requestTitle, STATE_WORDS } from './request-words.ts';
import { SureApprove } from './sure-approve.tsx';
import { useRequest } from './use-request.ts';

/** One request: what is asked, by whom, and what the reader can do about it. */
export function RequestRow({ request }: { request: Request }) {
  const language = useLanguage();
  const { t, locale } = language;
  const [asking, setAsking] = useState(false);
  const { collected, forget, ...acts } = useRequest(request.id);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const who = request.isMine ? t('people.you') : (request.requestedBy ?? t('requests.somebody'));
  const open = request.state === 'waiting' || request.state === 'approved';
  return (
    <li className="py-4">
      <p className="font-semibold wrap-anywhere">{requestTitle(request, language)}</p>
      {request.act === 'invite' && request.has && (
        <p className="max-w-reading">{t('requests.has-account')}</p>
      )}
      <p className="text-sm text-muted wrap-anywhere">
        <span aria-hidden>{open ? '○ ' : '● '}</span>
        <span className="font-semibold text-text">{t(STATE_WORDS[request.state])}</span> ·{' '}
        {t('requests.asked-by', { who, time: time.format(new Date(request.requestedAt)) })}
        {open &&
          ` · ${t('people.works-until', { time: time.format(new Date(request.expiresAt)) })}`}
        {request.decidedBy && ` · ${t('requests.decided-by', { who: request.decidedBy })}`}
      </p>
      {acts.fault && (
        <div className="mt-3 max-w-reading">
          <Trouble text={t(acts.fault)} />
        </div>
      )}
      {collected && (
        <div className="mt-3">
          <InvitationLink {...collected} email={request.email} onDone={forget} />
        </div>
      )}
      {asking && request.mayDecide && (
        <SureApprove request={request} onClose={() => setAsking(false)} />
      )}
      {!asking && <Presses request={request} acts={acts} onApprove={() => setAsking(true)} />}
    </li>
  );
}

interface PressesProps {
  request: Request;
  acts: Pick<ReturnType<typeof useRequest>, 'isPending' | 'refuse' | 'withdraw' | 'collect'>;
  onApprove: () => void;
}

function Presses({ request, acts, onApprove }: PressesProps) {
  const { t } = useLanguage();
  const { mayDecide, mayCollect, isMine, state } = request;
  const about = (words: string) => `${words}: ${request.email}`;
  const press = (
    words: 'requests.approve' | 'requests.refuse' | 'requests.collect' | 'requests.withdraw',
    act: () => void,
    look: 'primary' | 'quiet' | 'danger' = 'primary',
  ) => (
    <Button
      type="button"
      look={look}
      aria-disabled={acts.isPending}
      aria-label={about(t(words))}
      onClick={act}
    >
      {t(words)}
    </Button>
  );
  if (!mayDecide && !isMine) return null;
  if (!mayDecide && state !== 'waiting' && state !== 'approved') return null;
  return (
    <div className="mt-3 flex flex-wrap gap-3">
      {mayDecide && press('requests.approve', onApprove)}
      {mayDecide && press('requests.refuse', acts.refuse, 'danger')}
      {mayCollect && press('requests.collect', acts.collect)}
      {isMine && press('requests.withdraw', acts.withdraw, 'quiet')}
    </div>
  );
}
