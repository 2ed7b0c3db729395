"use client";

import { zh } from "@/lib/i18n/zh";
import { TableApp, type TableProps } from "./table-app";

export function ZhTable(props: TableProps) {
  return <TableApp {...props} locale="zh" t={zh} />;
}
