/**
 * One format between the experiment and everything that looks at it: tidy rows. Columns are the varied settings, the
 * seed, the step, theory and metrics. Charts bind columns, the command line prints them, the table button shows them.
 */
export type Row = Readonly<Record<string, number | string>>;
