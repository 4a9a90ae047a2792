/**
 * How one setting is described. A field says what a setting *is*; the schema, the controls, the permalink, the command
 * line and the tests all read this one object, so nothing about a setting is written twice.
 */

interface Described {
  /** What the reader calls it, without its letter. */
  readonly title: string;
  /** The paper's letter, where it has one. */
  readonly symbol?: string;
  /** One sentence: what it means and what a larger value does. */
  readonly doc: string;
}

/** A number in [min, max]. */
export interface NumberField extends Described {
  readonly kind: "number";
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly integer: boolean;
  /** How a slider spaces its values. A logarithmic slider whose least value is 0 starts with 0 and then `smallest`. */
  readonly scale: "linear" | "log";
  readonly smallest: number;
  /** The slider's step on a linear scale. The number box takes any value in range. */
  readonly step: number;
  readonly unit: string;
}

/** One of the named options. */
export interface ChoiceField<T extends string = string> extends Described {
  readonly kind: "choice";
  readonly initial: T;
  readonly options: Readonly<Record<T, { readonly title: string; readonly doc: string }>>;
}

/** On or off. */
export interface SwitchField extends Described {
  readonly kind: "switch";
  readonly initial: boolean;
}

/** Points of the plane that a reader sets, in one text: `core/points.ts` reads it. */
export interface PointsField extends Described {
  readonly kind: "points";
  readonly initial: string;
  /** How many there may be. */
  readonly most: number;
  /** The greatest size of a coordinate. */
  readonly reach: number;
}

/** How one setting is described. */
export type Field = NumberField | ChoiceField | SwitchField | PointsField;
/** Settings by name. */
export type Fields = Readonly<Record<string, Field>>;

/** The type of the value that a field describes. */
export type ValueOf<F extends Field> = F extends NumberField
  ? number
  : F extends SwitchField
    ? boolean
    : F extends PointsField
      ? string
      : F extends ChoiceField<infer T>
        ? T
        : never;
/** The type of the values that the fields describe, by name. */
export type Values<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

type NumberOptions = Described &
  Pick<NumberField, "initial" | "min" | "max"> &
  Partial<Pick<NumberField, "integer" | "scale" | "step" | "unit" | "smallest">>;

/** The words of a field as they are written, so that a catalogue in another language can be held to have them all. */
type WordsOf<O extends Described> = Readonly<Pick<O, "title" | "doc">>;

/** A number field; linear, real and without unit unless said. */
export function number<const O extends NumberOptions>(options: O): NumberField & WordsOf<O> {
  const integer = options.integer ?? false;
  const step = options.step ?? (integer ? 1 : (options.max - options.min) / 100);
  const smallest = options.smallest ?? (options.min > 0 ? options.min : step);
  return { kind: "number", scale: "linear", unit: "", ...options, integer, step, smallest };
}

/** A field that takes one of the named options. */
export function choice<const O extends Described & Pick<ChoiceField, "options">>(
  options: O & { readonly initial: NoInfer<keyof O["options"] & string> },
): ChoiceField<keyof O["options"] & string> & WordsOf<O> & Pick<O, "options"> {
  return { kind: "choice" as const, ...options };
}

/** A field that is on or off. */
export function toggle<const O extends Omit<SwitchField, "kind">>(options: O): SwitchField & WordsOf<O> {
  return { kind: "switch", ...options };
}

/** A field that holds points of the plane; none at first. */
export function points<const O extends Omit<PointsField, "kind" | "initial">>(options: O): PointsField & WordsOf<O> {
  return { kind: "points", initial: "", ...options };
}

/** The initial values of the fields. */
export function initialValues<F extends Fields>(fields: F): Values<F> {
  // Each field's `initial` has its own value type; the mapped type cannot be built without saying so.
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.initial])) as Values<F>;
}
