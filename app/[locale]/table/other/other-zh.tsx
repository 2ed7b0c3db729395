"use client";

import { zh } from "@/lib/i18n/zh";
import { OtherTable } from "./other-table";

export function ZhOtherTable() {
  return <OtherTable locale="zh" t={zh} />;
}
