/**
 * Numbers as a reader sees them: a true minus sign, narrow spaces between thousands, as many decimals as say something.
 * The only home of number formats. Thousands are parted by a space in every language, so that no point or comma can be
 * misread. NaN reads "NaN" and the infinities "∞" and "−∞".
 */

const MINUS = "\u2212";
const NARROW_SPACE = "\u202F"; // does not break a line

/** What numbers need of a language besides what Intl knows: the word between the ends of a range. */
const between = { en: "to", de: "bis" } as const;

let language: keyof typeof between = "en";

/** Writes all numbers as a language does from now on. */
export function writeNumbersIn(chosen: keyof typeof between): void {
  language = chosen;
}

/**
 * A number with 2 decimals, or 2 significant digits below 0.1 ("3.1×10⁻⁵" below 10⁻⁴; what is left of a rounded zero is
 * "0.00"). With `digits`, at most so many decimals.
 */
export function formatNumber(value: number, digits?: number): string {
  if (digits === undefined && isTiny(value)) return formatTiny(value);
  return digits === undefined ? formatFixed(value, decimalsOf(value)) : written(value, 0, digits, "auto");
}

/** A number with exactly so many decimals, for axes and columns. */
export function formatFixed(value: number, decimals: number): string {
  return written(value, decimals, decimals, "auto");
}

/** A number with its sign, "+0.31"; zero has none. Digits as in `formatNumber`. */
export function formatSigned(value: number, digits?: number): string {
  if (digits === undefined && isTiny(value)) return `${value > 0 ? "+" : ""}${formatTiny(value)}`;
  const most = digits ?? decimalsOf(value);
  return written(value, digits === undefined ? most : 0, most, "exceptZero");
}

/**
 * A mean with its standard error, "+0.31 ± 0.04", to the decimal that the error leaves certain: its first digit, or
 * its first two if it begins with 1. Without a finite error the mean alone.
 */
export function formatEstimate(mean: number, standardError: number, { signed = false } = {}): string {
  const sign = signed ? "exceptZero" : "auto";
  if (!Number.isFinite(mean) || !Number.isFinite(standardError))
    return signed ? formatSigned(mean) : formatNumber(mean);
  if (Math.abs(mean) <= ROUNDING && standardError <= ROUNDING) return `${formatFixed(0, 2)} ± ${formatFixed(0, 2)}`;
  const decimals = standardError > 0 ? uncertainDecimals(standardError) : decimalsOf(mean);
  return `${written(mean, decimals, decimals, sign)} ± ${written(standardError, decimals, decimals, "auto")}`;
}

/** An integer with narrow spaces between thousands: "4 000". Others are rounded. */
export function formatCount(value: number): string {
  return written(value, 0, 0, "auto");
}

/** An angle given in degrees: "60°", "59.7°". */
export function formatDegrees(degrees: number, digits = 1): string {
  return `${formatNumber(degrees, digits)}°`;
}

/** An order of magnitude: "3×10⁷"; "∞" where there is none. */
export function formatOrder(value: number): string {
  return Number.isFinite(value) ? formatPower(value, 0) : formatNumber(value);
}

/** A share as a percentage with its sign: 0.14 is "+14 %". */
export function formatPercent(share: number): string {
  const percent = 100 * share;
  return `${formatSigned(percent, Math.abs(percent) < 10 ? 1 : 0)}${NARROW_SPACE}%`;
}

/** "12–34"; "−3 to 4" where a dash would meet a sign; one number if both ends read the same. */
export function formatRange(least: number, greatest: number, digits?: number): string {
  const [low, high] = [formatNumber(least, digits), formatNumber(greatest, digits)];
  if (low === high) return low;
  return least < 0 || greatest < 0 ? `${low} ${between[language]} ${high}` : `${low}–${high}`;
}

/** A setting's value as it was typed, with its unit: "0.001", "4 000", "60°". */
export function formatValue(value: number, unit = ""): string {
  const number =
    Math.abs(value) < 1e-6 && value !== 0
      ? value.toExponential().replace(".", decimalSign()).replaceAll("-", MINUS)
      : formatNumber(value, 9);
  return unit === "" ? number : unit === "°" ? `${number}°` : `${number}${NARROW_SPACE}${unit}`;
}

/** A number for a box in which it can be changed: with the language's decimal sign, and nothing between thousands. */
export function formatTyped(value: number): string {
  return String(value).replace(".", decimalSign());
}

/**
 * What a reader typed, as links write numbers, with a point: the language's decimal sign is read, and a point in every
 * language; thousands may be parted by spaces, or as the language does. What is no number stays what it is.
 */
export function readTyped(text: string): string {
  const [decimal, group] = decimalSign() === "," ? [",", "."] : [".", ","];
  const plain = text.replaceAll(/\s/g, "").replace(MINUS, "-");
  const isGrouped = new RegExp(`^[-+]?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${decimal}\\d*)?$`).test(plain);
  return (isGrouped ? plain.replaceAll(group, "") : plain).replace(decimal, ".");
}

const decimalSign = (): string => formatFixed(0, 1)[1];

type Sign = "auto" | "exceptZero";

function written(value: number, least: number, most: number, sign: Sign): string {
  if (Number.isNaN(value)) return "NaN";
  const { format, group } = formatter(least, Math.max(least, most), sign);
  return format(value).replaceAll(group, NARROW_SPACE).replace("-", MINUS); // its parts one by one take five times as long
}

interface Formatter {
  readonly format: (value: number) => string;
  /** What it writes between thousands. */
  readonly group: string;
}

const formatters = new Map<string, Formatter>(); // each costs about 50 µs to make

function formatter(least: number, most: number, sign: Sign): Formatter {
  const key = `${language} ${least} ${most} ${sign}`;
  const known = formatters.get(key);
  if (known) return known;
  const options = { minimumFractionDigits: least, maximumFractionDigits: most } as const;
  const signDisplay = sign === "auto" ? "negative" : sign; // both write −0.001 to two decimals as 0.00
  const intl = new Intl.NumberFormat(language, { ...options, signDisplay });
  const group = intl.formatToParts(1_000_000).find(({ type }) => type === "group")?.value ?? NARROW_SPACE;
  const made = { format: (value: number) => intl.format(value), group };
  formatters.set(key, made);
  return made;
}

const isTiny = (value: number): boolean => Math.abs(value) < 1e-4 && Math.abs(value) > ROUNDING;

const ROUNDING = 1e-12;

const formatTiny = (value: number): string => formatPower(value, 1);

function formatPower(value: number, decimals: number): string {
  const [mantissa, exponent] = value.toExponential(decimals).split("e");
  const raised = Array.from(exponent.slice(1), (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return `${formatFixed(Number(mantissa), decimals)}×10${exponent.startsWith("-") ? "⁻" : ""}${raised}`;
}

/** 2, or as many as show two significant digits. */
function decimalsOf(value: number): number {
  if (Math.abs(value) <= ROUNDING || !Number.isFinite(value) || Math.abs(value) >= 0.1) return 2;
  return Math.min(12, 1 - Math.floor(Math.log10(Math.abs(value))));
}

function uncertainDecimals(standardError: number): number {
  const exponent = Math.floor(Math.log10(standardError));
  const beginsWithOne = standardError / 10 ** exponent < 1.95;
  return Math.min(12, Math.max(0, (beginsWithOne ? 1 : 0) - exponent));
}
