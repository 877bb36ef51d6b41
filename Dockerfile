# The images of users, rides, orchestrator, worker and load-balancer, a target each:
#   docker build --target users --tag users .

ARG NODE_BUILD_IMAGE=node:24-bookworm
ARG NODE_IMAGE=node:24-bookworm-slim
ARG NGINX_IMAGE=nginx:1.28

FROM ${NODE_BUILD_IMAGE} AS manifests
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY packages packages
RUN find packages -mindepth 2 -maxdepth 2 ! -name package.json -exec rm -r {} +

# Of our files only the manifests: packages of npm are installed anew when these change, not with every source.
FROM ${NODE_BUILD_IMAGE} AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM dependencies AS build
COPY tsconfig.base.json ./
COPY packages packages
COPY docs/api.md docs/
RUN node node_modules/typescript/bin/tsc -b packages/users packages/rides packages/orchestrator packages/landing \
      packages/local --sourceMap false \
  && node packages/landing/build/site/main.js \
  && node packages/local/dist/nginx/container.js >/nginx.conf \
  && find packages -mindepth 2 -maxdepth 2 ! -name package.json ! -name dist -exec rm -r {} + \
  && find packages -type f \( -name '*.d.ts' -o -name .tsbuildinfo \) -delete

# npm follows the development dependencies of workspaces that a workspace depends on, whatever it is told to omit.
FROM dependencies AS production
RUN npm pkg delete devDependencies --workspaces
COPY docker/production-modules /usr/local/bin/

FROM production AS users-modules
RUN production-modules users

FROM production AS rides-modules
RUN production-modules rides

FROM production AS orchestrator-modules
RUN production-modules orchestrator

FROM production AS worker-modules
RUN production-modules worker

FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY docker/healthcheck /usr/local/bin/
ENTRYPOINT []
STOPSIGNAL SIGTERM

FROM runtime AS service
USER node
HEALTHCHECK --interval=3s --timeout=5s --start-period=60s --retries=3 CMD \
  healthcheck "$PORT" 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' 'HTTP/1.1 200 '

FROM service AS users
COPY --from=users-modules /app/node_modules node_modules
COPY --from=build /app/packages/common packages/common
COPY --from=build /app/packages/dbaas packages/dbaas
COPY --from=build /app/packages/users packages/users
ENV PORT=8080
EXPOSE 8080
CMD ["node", "packages/users/dist/main.js"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="users" \
      org.opencontainers.image.description="The users service of RideShare" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

FROM service AS rides
COPY --from=rides-modules /app/node_modules node_modules
COPY --from=build /app/packages/common packages/common
COPY --from=build /app/packages/dbaas packages/dbaas
COPY --from=build /app/packages/rides packages/rides
ENV PORT=8000
EXPOSE 8000
CMD ["node", "packages/rides/dist/main.js"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="rides" \
      org.opencontainers.image.description="The rides service of RideShare" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# Root without capabilities, as which compose may run it, has the rights of the group there.
FROM service AS orchestrator
USER root
RUN install -d -o node -g node -m 2775 /snapshots
USER node
COPY --from=orchestrator-modules /app/node_modules node_modules
COPY --from=build /app/packages/common packages/common
COPY --from=build /app/packages/dbaas packages/dbaas
COPY --from=build /app/packages/orchestrator packages/orchestrator
ENV PORT=8081 RUNTIME=docker SNAPSHOTS_DIR=/snapshots
EXPOSE 8081
CMD ["node", "packages/orchestrator/dist/main.js"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="orchestrator" \
      org.opencontainers.image.description="The HTTP front of RideShare's database and the keeper of its workers" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# A worker listens nowhere; its main thread touches a file each second.
FROM runtime AS worker
RUN install -d -o node -g node -m 2775 /snapshots && install -d -o node -g node -m 0750 /data
COPY --from=worker-modules /app/node_modules node_modules
COPY --from=build /app/packages/common packages/common
COPY --from=build /app/packages/dbaas packages/dbaas
COPY --from=build /app/packages/worker packages/worker
ENV DATA_DIR=/data SNAPSHOTS_DIR=/snapshots ALIVE_FILE=/tmp/alive
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD \
  test -n "$(find "$ALIVE_FILE" -newermt '-10 seconds')"
CMD ["node", "packages/worker/dist/main.js"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="worker" \
      org.opencontainers.image.description="A worker of RideShare's database: one SQLite copy that follows the log" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# Its health is that it answers, whether or not the services do: it refuses TRACE by itself.
FROM ${NGINX_IMAGE} AS load-balancer
COPY docker/healthcheck /usr/local/bin/
COPY --from=build /nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/packages/landing/dist /usr/share/rideshare
USER 101:101
EXPOSE 8888
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=3s --timeout=5s --start-period=10s --retries=3 CMD \
  healthcheck 8888 'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' 'HTTP/1.1 405 '
ENTRYPOINT []
CMD ["nginx", "-e", "stderr"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="load-balancer" \
      org.opencontainers.image.description="nginx in front of the services of RideShare, as a load balancer on AWS routes" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
