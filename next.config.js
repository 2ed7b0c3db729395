/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // A native module, and two that look for files beside them.
  serverExternalPackages: ["@napi-rs/canvas", "@electric-sql/pglite", "pdfkit"],
  experimental: { globalNotFound: true },
};
