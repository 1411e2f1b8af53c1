# Isocenter as an image: built in one stage, run without compilers, caches or root in the other.
# Another base, where that registry is not reached: anything with Node 20.19 or newer, npm and a shell.
ARG BASE=node:20-bookworm-slim
FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY bin/prepare.mjs ./bin/
# As `npm start` does it, so that the build finds it done and does not install a second time.
RUN node -e "import('./bin/prepare.mjs').then((prepare) => prepare.ensureDependencies())"
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM ${BASE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 ISOCENTER_DATA=/data
WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin isocenter \
  && install -d -o isocenter -g isocenter -m 0700 /data
# What was built, and what the program reads while it runs: steps of the schema, the demo's data.
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/build ./build
COPY --from=build --chown=root:root /app/bin ./bin
COPY --from=build --chown=root:root /app/db ./db
COPY --from=build --chown=root:root /app/demo ./demo
USER isocenter
VOLUME /data
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/healthz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# The built program itself: nothing is installed or built in a container.
CMD ["node", "bin/serve.mjs"]
