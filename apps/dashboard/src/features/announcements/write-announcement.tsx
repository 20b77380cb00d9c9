import { ANNOUNCEMENT_MAX } from '@lantern/schemas/announcement-terms';
import { LOCALES } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { Checkbox } from '@lantern/ui/checkbox';
import { Notice } from '@lantern/ui/notice';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { LeaveGuard } from '../../shared/leave-guard.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { audienceOf, type Choice } from './audience.ts';
import { ChooseAudience } from './choose-audience.tsx';
import { SureSend, type Draft } from './sure-send.tsx';
import { useReach } from './use-reach.ts';

/** Writes one, says whom it reaches, and asks once more before it leaves for good. */
export function WriteAnnouncement({ edition }: { edition: string | null }) {
  const { t, locale } = useLanguage();
  const empty: Draft = {
    choice: { audience: 'region', target: '' },
    text: '',
    locale,
    asksReply: true,
  };
  const [draft, setDraft] = useState(empty);
  const [commandId, setCommandId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [sentTo, setSentTo] = useState<number | null>(null);
  const put = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setSentTo(null);
  };
  const whole = audienceOf(draft.choice) !== null && draft.text.trim() !== '';
  if (commandId !== null)
    return (
      <SureSend
        {...{ edition, draft, commandId }}
        onClose={() => setCommandId(null)}
        onSent={(people) => {
          setCommandId(null);
          setDraft(empty);
          setSentTo(people);
        }}
      />
    );
  return (
    <form
      noValidate
      className="grid max-w-reading gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!whole);
        if (whole) setCommandId(newCommandId());
      }}
    >
      {sentTo !== null && (
        <output>
          <Notice>{t('announcements.sent-to', { n: sentTo })}</Notice>
        </output>
      )}
      <ChooseAudience
        {...{ edition }}
        choice={draft.choice}
        onChange={(choice) => put({ choice })}
      />
      <Reach edition={edition} choice={draft.choice} />
      <Fields {...{ draft, put }} isMissing={missing} />
      <div>
        <Button>{t('announcements.look')}</Button>
      </div>
      {missing && audienceOf(draft.choice) === null && (
        <Trouble text={t('announcements.no-target')} />
      )}
      <LeaveGuard active={draft.text.trim() !== ''} />
    </form>
  );
}

/** How many it would reach, as it is chosen. */
function Reach({ edition, choice }: { edition: string | null; choice: Choice }) {
  const { t } = useLanguage();
  const { data, isError, error } = useReach(edition, choice);
  return (
    <output className="block min-h-6 font-semibold">
      {data && t('announcements.reaches', data)}
      {isError && t(wordsOf(faultOf(error)))}
    </output>
  );
}

interface FieldsProps {
  draft: Draft;
  put: (part: Partial<Draft>) => void;
  isMissing: boolean;
}

function Fields({ draft, put, isMissing }: FieldsProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <TextArea
        id="announcement-text"
        label={t('announcements.text')}
        hint={t('announcements.text-hint')}
        rows={4}
        maxLength={ANNOUNCEMENT_MAX}
        value={draft.text}
        error={isMissing && draft.text.trim() === '' ? t('fault.field-empty') : undefined}
        onChange={({ target }) => put({ text: target.value })}
      />
      <Select
        id="announcement-language"
        label={t('announcements.language')}
        value={draft.locale}
        onChange={({ target }) =>
          put({ locale: LOCALES.find((one) => one === target.value) ?? 'en' })
        }
      >
        {LOCALES.map((one) => (
          <option key={one} value={one}>
            {languageName(one, locale)}
          </option>
        ))}
      </Select>
      <Checkbox
        id="announcement-reply"
        label={t('announcements.ask')}
        note={t('announcements.ask-note')}
        checked={draft.asksReply}
        onChange={({ target }) => put({ asksReply: target.checked })}
      />
    </>
  );
}
