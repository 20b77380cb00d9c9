import { PUBLISH_FROM, type PublishFrom } from '@lantern/schemas/action';
import { publicPartOf, type ProjectedAction } from '@lantern/schemas/action-public';
import { useLanguage } from '../../shared/i18n/language.ts';
import { dayInWords } from './action-words.ts';

interface Props {
  action: ProjectedAction & { localDate: string; details: string | null };
  /** How far the city's day has come, as published. */
  reached: PublishFrom;
  hidden: boolean;
  /** Its heading's id. */
  id: string;
}

/** What the public learns of an action, and when: by the very rule by which it is published. */
export function PublicPreview({ action, reached, hidden, id }: Props) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-sunken p-4">
      <h4 id={id} className="font-sans text-[0.9375rem] font-semibold">
        {t('preview.title')}
      </h4>
      {hidden && <p className="mt-1 text-sm font-semibold">{t('preview.hidden')}</p>}
      <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
        {PUBLISH_FROM.map((stage) => (
          <div key={stage} className="contents">
            <dt className="text-sm text-muted">
              {t(`preview.${stage}`)}
              {stage === reached && <strong> · {t('preview.now')}</strong>}
            </dt>
            <dd className="leading-snug wrap-anywhere">
              <Stage action={action} stage={stage} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Stage({ action, stage }: Pick<Props, 'action'> & { stage: PublishFrom }) {
  const language = useLanguage();
  const { t } = language;
  const part = publicPartOf(action, stage);
  if (!part) return <span className="text-muted">{t('preview.nothing')}</span>;
  const day = action.localDate && dayInWords(action.localDate, language);
  return (
    <>
      {part.time === null
        ? t('preview.day-only', { day })
        : t('preview.at', { day, time: part.time })}
      {part.place !== null && ` · ${part.place}`}
      {action.details !== null && (
        <span className="block text-sm whitespace-pre-line text-muted">{action.details}</span>
      )}
    </>
  );
}
