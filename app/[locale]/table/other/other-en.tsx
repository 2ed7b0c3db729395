"use client";

import { en } from "@/lib/i18n/en";
import { OtherTable } from "./other-table";

export function EnOtherTable() {
  return <OtherTable locale="en" t={en} />;
}
