import { readOnly } from "@/app/_server/respond";
import { ProblemError } from "@/lib/api/problem";

export const dynamic = "force-dynamic";

/** Every address from /api on that leads nowhere. */
export const { GET, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(() => {
  throw new ProblemError(
    "unknown-route",
    "There is nothing at this address; /api/v1/openapi.json lists the routes.",
  );
});
