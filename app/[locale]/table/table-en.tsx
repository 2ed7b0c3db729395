"use client";

import { en } from "@/lib/i18n/en";
import { TableApp, type TableProps } from "./table-app";

export function EnTable(props: TableProps) {
  return <TableApp {...props} locale="en" t={en} />;
}
