// The civil clock of the policy's zone, from constants: the browser's own zone and zone data are never asked.
//
// An instant is a whole number of microseconds since 1970, and what is known of it an interval [earliest,
// latest]: not stated is everything, never is infinity. Whole numbers are exact below 2^53, the year 2255.

export const SECOND = 1e6;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;
export const NOT_STATED = [-Infinity, Infinity];
export const NEVER = [Infinity, Infinity];
// An interval longer than this meets every time of day, and one longer than that every weekday.
const LONG = 3 * DAY;
const NIGHTS_LONG = 16 * DAY;

export const isNotStated = (when) => when[0] === -Infinity && when[1] === Infinity;
export const isNever = (when) => when[0] === Infinity;

const remainder = (number, by) => ((number % by) + by) % by;
export const floored = (number, by) => (number - remainder(number, by)) / by;

// ---- days of the calendar

export const dayNumber = (year, month, day) => Date.UTC(year, month - 1, day) / (DAY / 1000);

export function civil(dayNumber) {
  const at = new Date(dayNumber * (DAY / 1000));
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
}

// A date as a number in which a month is 32 and a year 384.
export const ordinalOf = ([year, month, day]) => (12 * year + month - 1) * 32 + day;

// The date of such a number; a day that its month lacks is the month's last.
export function dateOf(ordinal) {
  const months = floored(ordinal - 1, 32);
  const [year, month] = [floored(months, 12), remainder(months, 12) + 1];
  const lastDay = civil(dayNumber(year, month + 1, 0))[2];
  return [year, month, Math.min(remainder(ordinal - 1, 32) + 1, lastDay)];
}

// "2017-03-03" as [year, month, day]; null if there is no such day.
export function parseDate(text) {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return null;
  const date = match.slice(1).map(Number);
  return dateText(civil(dayNumber(...date))) === text ? date : null;
}

// ---- moments as text

const digits = (number, length) => String(number).padStart(length, "0");
const dateText = ([year, month, day]) => `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;

function timeText(time) {
  const [hours, minutes] = [floored(time, 60 * MINUTE), remainder(floored(time, MINUTE), 60)];
  const [seconds, fraction] = [remainder(floored(time, SECOND), 60), remainder(time, SECOND)];
  const clock = [hours, minutes, seconds].map((part) => digits(part, 2)).join(":");
  return fraction ? `${clock}.${digits(fraction, 6)}` : clock;
}

// A wall clock (microseconds as if it were UTC) as in "2017-03-03T21:30:00".
function wallText(wall) {
  const day = floored(wall, DAY);
  return `${dateText(civil(day))}T${timeText(wall - day * DAY)}`;
}

function offsetText(offset) {
  const text = timeText(Math.abs(offset));
  return (offset < 0 ? "-" : "+") + text.replace(/:00$/, "");
}

export const utcText = (instant) => `${wallText(instant)}+00:00`;

const STAMP =
  /^([0-9-]{10})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?(Z|[+-][0-9]{2}:?[0-9]{2})$/;

// The interval that a date-time with an offset stands for: to the minute, that minute. Null if it is none.
export function parseStamp(text) {
  const match = STAMP.exec(text);
  const date = match && parseDate(match[1]);
  if (!date) return null;
  const [hours, minutes, seconds] = [match[2], match[3], match[4] ?? "0"].map(Number);
  const [, sign, ahead, beside] = /([+-])(..):?(..)/.exec(match[6]) ?? [null, "+", "0", "0"];
  if (hours > 23 || minutes > 59 || seconds > 59 || Number(ahead) > 23 || Number(beside) > 59) return null;
  const offset = (sign === "-" ? -1 : 1) * (Number(ahead) * 60 + Number(beside));
  const instant =
    dayNumber(...date) * DAY +
    (hours * 60 + minutes - offset) * MINUTE +
    seconds * SECOND +
    Number((match[5] ?? "").slice(0, 6).padEnd(6, "0"));
  return match[4] === undefined ? [instant, instant + MINUTE - 1] : [instant, instant];
}

// ---- the zone

export class Clock {
  // `starts` are the instants from which each of the `offsets` holds; `years` those in which events lie.
  constructor({ zone, years, starts, offsets, last }) {
    Object.assign(this, { zone, years, starts, offsets, last });
  }

  // The place of the offset that holds at an instant, found by halving.
  index(instant) {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= instant) low = middle;
      else high = middle;
    }
    return low;
  }

  offset(instant) {
    return this.offsets[this.index(instant)];
  }

  // The moment on this clock, with its offset: "2017-03-03T21:30:00+00:00".
  localText(instant) {
    return this.wallText(instant) + offsetText(this.offset(instant));
  }

  wallText(instant) {
    return wallText(instant + this.offset(instant));
  }

  covers(instant) {
    return this.starts[0] <= instant && instant <= this.last;
  }

  // An interval in stretches of one offset: [first, last, offset] of each.
  pieces(first, last) {
    const found = [];
    let [begun, at] = [first, this.index(first)];
    for (; at + 1 < this.starts.length && this.starts[at + 1] <= last; at += 1) {
      found.push([begun, this.starts[at + 1] - 1, this.offsets[at]]);
      begun = this.starts[at + 1];
    }
    found.push([begun, last, this.offsets[at]]);
    return found;
  }

  // Whether the clock is from `start` (in) until `end` (out); null where the interval lies on both sides.
  inWindow([earliest, latest], start, end, nights) {
    if (earliest === -Infinity || latest - earliest > (nights ? NIGHTS_LONG : LONG)) return null;
    if (isNever([earliest, latest])) return null;
    const answers = new Set(
      this.pieces(earliest, latest).map(([first, last, offset]) =>
        covered(first + offset, last + offset, { start, end, nights }),
      ),
    );
    return answers.size === 1 ? answers.values().next().value : null;
  }

  // Bounds on the calendar ordinal of the local date.
  days([earliest, latest]) {
    let [low, high] = [earliest, latest];
    if (Number.isFinite(low)) {
      const soon = this.pieces(earliest, Math.min(latest, earliest + DAY));
      low = Math.min(...soon.map(([first]) => this.ordinal(first)));
    }
    if (Number.isFinite(high)) {
      const late = this.pieces(Math.max(earliest, latest - DAY), latest);
      high = Math.max(...late.map(([, last]) => this.ordinal(last)));
    }
    return [low, high];
  }

  dateAt(instant) {
    return civil(floored(instant + this.offset(instant), DAY));
  }

  ordinal(instant) {
    return ordinalOf(this.dateAt(instant));
  }

  // The instants of one local date; null for a day that the zone lacks.
  day(date) {
    const wanted = dayNumber(...date) * DAY;
    const noon = wanted + DAY / 2;
    const real = this.pieces(noon - 2 * DAY, noon + 2 * DAY)
      .map(([first, last, offset]) => [
        Math.max(first, wanted - offset),
        Math.min(last, wanted + DAY - 1 - offset),
      ])
      .filter(([first, last]) => first <= last);
    return real.length ? [real[0][0], real[real.length - 1][1]] : null;
  }
}

// Monday is 0.
export const weekdayOf = (day) => remainder(day + 3, 7);
const isNight = (nights, day) => !nights || nights.includes(weekdayOf(day));

// Whether one stretch of a constant offset lies inside, outside, or on both sides (null).
function covered(first, last, { start, end, nights }) {
  const today = floored(first, DAY);
  for (const day of [today, today - 1]) {
    const [opens, closes] = [day * DAY + start, day * DAY + end + (end <= start ? DAY : 0)];
    if (opens <= first && first < closes && isNight(nights, day)) return last < closes ? true : null;
  }
  for (let day = today; day * DAY + start <= last; day += 1) {
    if (first <= day * DAY + start && isNight(nights, day)) return null;
  }
  return false;
}
