/** Why something of a large graph does not come, as `partWords` tell it. */
import { ApiError, mayPass } from "@/lib/api/source";

type Cause = "outdated" | "offline" | "away" | "refused" | "tooMuch" | "failed";

export function causeOf(failure: Error): Cause {
  if (!(failure instanceof ApiError)) return "failed";
  const { status, problem } = failure;
  if (problem?.code === "unknown-version" || problem?.code === "unknown-graph") return "outdated";
  if (status === 0) return "offline";
  if (mayPass(failure)) return "away";
  return status === 400 ? "refused" : status === 413 ? "tooMuch" : "failed";
}
