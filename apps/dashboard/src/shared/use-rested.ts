import { useEffect, useState } from 'react';

/** So long after the last keystroke the typing is taken to rest, ms. */
const REST_MS = 300;

/** What `value` was when it last rested: a server is asked once a word, not once a letter. */
export function useRested<Value extends string>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
