/**
 * Numbers as a reader sees them: a true minus sign, narrow spaces between thousands, as many decimals as say something.
 * The only home of number formats. Thousands are parted by a space in every language, so that no point or comma can be
 * misread. NaN reads "NaN" and the infinities "∞" and "−∞".
 */

const MINUS = "\u2212";
const NARROW_SPACE = "\u202F"; // does not break a line

/** The word between the ends of a range. */
const between = { en: "to", de: "bis" } as const;
/** What stands before decimals. */
const points = { en: ".", de: "," } as const;

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
      ? value.toExponential().replace(".", points[language]).replaceAll("-", MINUS)
      : formatNumber(value, 9);
  return unit === "" ? number : unit === "°" ? `${number}°` : `${number}${NARROW_SPACE}${unit}`;
}

type Sign = "auto" | "exceptZero";

function written(value: number, least: number, most: number, sign: Sign): string {
  if (Number.isNaN(value)) return "NaN";
  const amount = Number.isFinite(value) ? rounded(Math.abs(value), least, Math.max(least, most)) : "∞";
  const isZero = !/[1-9∞]/.test(amount);
  if (isZero || (value > 0 && sign === "auto")) return amount;
  return `${value > 0 ? "+" : MINUS}${amount}`;
}

/**
 * A number that is not negative, its last decimal rounded half up from its shortest form, as Intl does, which browsers
 * take longer to have ready than the rest of the page.
 */
function rounded(value: number, least: number, most: number): string {
  const [mantissa, exponent] = value.toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const kept = Number(exponent) + 1 + most; // of these digits
  const known = kept < 0 ? "" : digits.slice(0, kept).padEnd(kept, "0");
  const inLastDecimals = BigInt(known) + (digits.charAt(kept) >= "5" ? 1n : 0n);
  const text = String(inLastDecimals).padStart(most + 1, "0");
  const point = text.length - most;
  const whole = text.slice(0, point).replaceAll(/\B(?=(...)+$)/g, NARROW_SPACE);
  const decimals = text.slice(point, point + least) + text.slice(point + least).replace(/0+$/, "");
  return decimals === "" ? whole : `${whole}${points[language]}${decimals}`;
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
