import { dayOf, isoDate, type IsoDate } from "../../components/lib/date.ts";
import { StackError } from "../../components/lib/parse/fault.ts";

/**
 * The date of judgement: today, or NSCALE_POLICY_DATE if it is set.
 *
 * @throws StackError if that is not a date.
 */
export function judgementDate(): IsoDate {
  const named = process.env["NSCALE_POLICY_DATE"];
  if (named === undefined) return dayOf(new Date());
  if (!isoDate.safeParse(named).success)
    throw new StackError(`NSCALE_POLICY_DATE: got ${named}, want a date, YYYY-MM-DD; fix: correct it, or unset it for today`);
  return named;
}
