import {
  EMBED_HEIGHTS,
  EMBED_KINDS,
  EMBED_THEMES,
  embedCode,
  type EmbedKind,
  type EmbedTheme,
} from '@lantern/schemas/embed';
import type { Locale } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import { useState } from 'react';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';

const KIND_WORDS = {
  counter: 'codes.counter',
  sign: 'codes.sign',
} as const satisfies Record<EmbedKind, MessageId>;
const THEME_WORDS = {
  light: 'codes.light',
  dark: 'codes.dark',
  auto: 'codes.auto',
} as const satisfies Record<EmbedTheme, MessageId>;
interface Props {
  reference: string;
  locales: readonly Locale[];
}

/** The HTML a partner pastes into its page, for the language and the room it chooses. */
export function EmbedCodes({ reference, locales }: Props) {
  const { t, locale } = useLanguage();
  const [language, setLanguage] = useState<Locale>(locales[0] ?? 'en');
  const [theme, setTheme] = useState<EmbedTheme>('auto');
  return (
    <div className="grid max-w-reading gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          id="codes-language"
          label={t('codes.language')}
          value={language}
          onChange={({ target }) =>
            setLanguage((before) => locales.find((one) => one === target.value) ?? before)
          }
        >
          {locales.map((one) => (
            <option key={one} value={one}>
              {languageName(one, locale)}
            </option>
          ))}
        </Select>
        <Select
          id="codes-theme"
          label={t('codes.theme')}
          value={theme}
          onChange={({ target }) =>
            setTheme((before) => EMBED_THEMES.find((one) => one === target.value) ?? before)
          }
        >
          {EMBED_THEMES.map((one) => (
            <option key={one} value={one}>
              {t(THEME_WORDS[one])}
            </option>
          ))}
        </Select>
      </div>
      {EMBED_KINDS.map((kind) => (
        <Code
          key={kind}
          id={`code-${kind}`}
          label={t(KIND_WORDS[kind])}
          hint={t('codes.height', { height: EMBED_HEIGHTS[kind] })}
          code={embedCode({
            kind,
            origin: location.origin,
            ref: reference,
            locale: language,
            theme,
          })}
        />
      ))}
    </div>
  );
}

interface CodeProps {
  id: string;
  label: string;
  hint: string;
  code: string;
}

function Code({ code, ...words }: CodeProps) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(code);
  };
  return (
    <div className="grid gap-2">
      <TextArea
        {...words}
        readOnly
        rows={7}
        spellCheck={false}
        value={code}
        className="font-mono text-sm"
        onFocus={({ target }) => target.select()}
      />
      <div>
        <Button type="button" look="quiet" onClick={() => void copy()}>
          {t(copied === code ? 'codes.copied' : 'codes.copy')}
        </Button>
      </div>
    </div>
  );
}
