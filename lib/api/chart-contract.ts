/** Parameters of charts that readers take away. */
import * as z from "zod/mini";
import { previewParameters } from "./contract";

export const chartFormats = ["svg", "png", "csv"] as const;
export type ChartFormat = (typeof chartFormats)[number];

export const chartParameters = z.strictObject({
  ...previewParameters.shape,
  format: z._default(z.enum(chartFormats), "svg"),
});
export type ChartParameters = z.infer<typeof chartParameters>;
