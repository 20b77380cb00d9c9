import { renderToStaticMarkup } from 'react-dom/server';

/** The words people sign. */
interface LetterText {
  title: string;
  addressee: string;
  /** Paragraphs separated by a blank line. */
  body: string;
}

interface Props {
  text: LetterText;
  /** One line above the title: whether the petition takes signatures, or which version this is. */
  standing: string;
}

/** The letter as HTML: it never changes in the browser, so it is not sent as data a second time. */
export function writeLetter(props: Props): string {
  return renderToStaticMarkup(<Letter {...props} />);
}

/** Its text is shown as text, never as markup. */
export function Letter({ text: { title, addressee, body }, standing }: Props) {
  return (
    <>
      <p className="no-print text-[0.9375rem] font-semibold text-accent">{standing}</p>
      <h1 className="mt-2 text-[2rem] md:text-[2.75rem] print:mt-4 print:text-[20pt]">{title}</h1>
      <p className="mt-5 font-serif text-xl leading-snug text-muted print:mt-2 print:text-[11pt]">
        {addressee}
      </p>
      <div className="mt-8 flex flex-col gap-5 whitespace-pre-line font-serif text-[1.1875rem] leading-body print:mt-4 print:gap-2 print:text-[10pt] print:leading-snug">
        {body.split(/\n\s*\n/u).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </>
  );
}
