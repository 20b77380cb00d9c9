interface Props<Value extends string> {
  legend: string;
  name: string;
  values: readonly Value[];
  chosen: Value | null;
  words: (value: Value) => string;
  onChoose: (value: Value) => void;
  /** What is wrong, if anything is. */
  error?: string | undefined;
}

/** One of a few, each as large as a thumb. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { legend, name, values, chosen, words, onChoose, error } = props;
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="mb-2 font-semibold">{legend}</legend>
      <div className="grid gap-2.5">
        {values.map((value) => (
          <label
            key={value}
            className="flex min-h-14 cursor-pointer items-center gap-3.5 rounded-card border-[1.5px] border-edge bg-raised px-4 py-2 text-[1.0625rem] leading-snug has-checked:border-accent has-checked:bg-flame-soft has-checked:font-semibold has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              checked={chosen === value}
              onChange={() => onChoose(value)}
              className="size-5 shrink-0 accent-flame"
            />
            <span className="min-w-0 break-words">{words(value)}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${name}-error`} role="alert" className="mt-2 font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
