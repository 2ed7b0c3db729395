/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  // Named after all that it is made of, data included (lib/cli/build.mjs); by hand, by chance.
  generateBuildId: () => process.env.ATLAS_BUILD ?? null,
  poweredByHeader: false,
  // A native module, and two that look for files beside them.
  serverExternalPackages: ["@napi-rs/canvas", "@electric-sql/pglite", "pdfkit"],
  // Pages are served without the framework's scripts, so what the head says has to stand there from the beginning.
  htmlLimitedBots: /.*/,
  // `npm test` checks types; a build that did it again would take a quarter longer.
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true },
};
