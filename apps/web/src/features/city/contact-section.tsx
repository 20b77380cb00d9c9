import { Notice } from '@lantern/ui/notice';
import { TextArea } from '@lantern/ui/textarea';
import type { RefusedForm } from './city-fields.ts';
import { CityForm } from './city-form.tsx';
import type { CityView } from './city-view.server.ts';

const TEXT_MAX_UNITS = 6_000;

interface Props {
  words: CityView['contact'];
  refused: RefusedForm | null;
}

/** Writes to whoever answers for the city; no address is shown, neither way. */
export function ContactSection({ words, refused }: Props) {
  return (
    <section aria-labelledby="contact" className="no-print mt-14 border-t border-line pt-8">
      <h2 id="contact" className="text-2xl">
        {words.title}
      </h2>
      <Notice id="written" tone="warm" title={words.sent} className="peer mt-4 hidden target:block">
        <p>{words.sentText}</p>
      </Notice>
      <div className="peer-target:hidden">
        <p className="mt-3 max-w-reading">{words.lead}</p>
        <p className="mt-2 max-w-reading text-muted">{words.safety}</p>
        <CityForm intent="contact" scope="contact" label={words.title} refused={refused} {...words}>
          {(field) => (
            <TextArea
              {...field('text')}
              label={words.text}
              hint={words.textHint}
              rows={6}
              maxLength={TEXT_MAX_UNITS}
              required
            />
          )}
        </CityForm>
      </div>
    </section>
  );
}
