import { Select } from '@lantern/ui/select';
import type { RefusedForm } from './city-fields.ts';
import { CityForm } from './city-form.tsx';
import type { ActionView, CityView } from './city-view.server.ts';

interface Props {
  action: ActionView;
  words: CityView['rsvp'];
  refused: RefusedForm | null;
}

/** Says that somebody comes; folded up, since a page may have several. */
export function RsvpForm({ action: { id, title, rsvp }, words, refused }: Props) {
  if (!rsvp) return null;
  return (
    <details className="no-print mt-2" open={refused !== null}>
      <summary className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4">
        {words.title}
      </summary>
      <p className="mt-2">{words.lead}</p>
      {rsvp.full && <p className="mt-2 font-semibold">{words.full}</p>}
      <CityForm
        {...words}
        intent="rsvp"
        scope={`rsvp-${id}`}
        label={`${words.title}: ${title}`}
        send={rsvp.full ? words.sendFull : words.send}
        refused={refused}
      >
        {(field) => (
          <>
            <input type="hidden" name="actionId" value={id} />
            <Select {...field('party')} label={words.party} hint={words.partyHint}>
              {words.parties.map((party, n) => (
                // The first is what most answer: nothing has been written then.
                <option key={party} value={n === 0 ? '' : n + 1}>
                  {party}
                </option>
              ))}
            </Select>
          </>
        )}
      </CityForm>
    </details>
  );
}
