// React, which draws the pages and mails, decides by this when it is loaded whether it checks every element
// for mistakes; that took half of signing's pace. Hence it stands before anything else is.
process.env['NODE_ENV'] ??= 'production';

await import('./app/run.ts');
