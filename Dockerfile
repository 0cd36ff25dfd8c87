# Serves the mock on port 4010. The build downloads OpenAI's document unless spec/openapi.yaml exists (`npm run spec`),
# and falls back to the openai package if the download fails.

FROM mikefarah/yq:4 AS yq

# The build output is platform-independent, so build without emulation.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS build
WORKDIR /build
# Packages change less often than sources. None used by the build needs its install script.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig*.json ./
COPY scripts scripts
COPY spec spec
COPY compiler compiler
COPY docker docker
COPY src src
RUN node scripts/build.ts
RUN rm -r dist/types \
  && mkdir -p /image/app /image/docker-entrypoint.d /image/patches \
  && cp -r package.json src/generated/openapi.yaml dist docker/entrypoint.sh docker/health.js /image/app

FROM node:24-bookworm-slim
COPY --from=yq /usr/bin/yq /usr/bin/yq
COPY --from=build /image /
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4010 PATCHES_DIR=/patches
USER node
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "/app/health.js"]
ENTRYPOINT ["/app/entrypoint.sh"]
# The same flag as in `npm start`; docs/internals/performance.md explains it.
CMD ["node", "--max-semi-space-size=8", "/app/dist/container.js", "/tmp/openapi.yaml"]
