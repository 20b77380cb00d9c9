/**
 * Longest text an input takes, in UTF-16 units: double the 200 code points that are accepted, so that
 * a name in a rare script is not cut short while it is typed.
 */
export const NAME_MAX_CHARS = 400;
/** RFC 5321's path limit less its brackets, as the server has it. */
export const EMAIL_MAX_CHARS = 254;
