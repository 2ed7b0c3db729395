/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // A native module, and one that looks for files beside it.
  serverExternalPackages: ["@napi-rs/canvas", "@electric-sql/pglite"],
  experimental: { globalNotFound: true },
};
