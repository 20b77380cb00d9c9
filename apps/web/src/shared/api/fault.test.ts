import { expect, test } from 'vitest';
import { faultOf, fieldsOf } from './fault.ts';

const thrown = (cause: unknown) => new Error('wrapped by the caller', { cause });

test('a coded error tells its code and when to try again', () => {
  const cause = Object.assign(new Error('x'), {
    code: 'too-many-requests',
    details: { retryAfterSeconds: 60 },
  });
  expect(faultOf(thrown(cause))).toEqual({ code: 'too-many-requests', retryAfterSeconds: 60 });
});

test('input that failed its schema is invalid input', () => {
  const cause = Object.assign(new Error('x'), { name: 'ZodError' });
  expect(faultOf(thrown(cause)).code).toBe('invalid-input');
});

test('input that failed its schema tells the first fault of each field', () => {
  const issues = [
    { path: ['name'], message: 'required' },
    { path: ['name'], message: 'too-long' },
    { path: ['topic'], message: 'Invalid option' },
  ];
  const cause = Object.assign(new Error('x'), { name: 'ZodError', issues });
  expect(fieldsOf(thrown(cause))).toEqual({ name: 'required', topic: 'invalid' });
  expect(fieldsOf(thrown(new Error('x')))).toEqual({});
});

test('what has no code of ours is thrown on as it is', () => {
  const bug = thrown(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
  expect(() => faultOf(bug)).toThrow(bug);
});
