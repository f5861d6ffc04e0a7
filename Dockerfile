# Two images: `cellwatch` runs every service and verb; `grafana` is Grafana with the boards in it.
ARG NODE_TAG=24-slim
ARG GRAFANA_TAG=13.1.4

FROM node:${NODE_TAG} AS build
ENV NX_DAEMON=false NX_TUI=false NX_NO_CLOUD=true
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci
RUN npm run build
# The sources go too: the launcher then takes what is built as it is.
RUN npm prune --omit=dev \
  && rm -rf tests node_modules/@cellwatch/tests node_modules/.cache .nx \
  && find libs services -type d -name src -not -path '*/node_modules/*' -prune -exec rm -rf {} +

FROM node:${NODE_TAG} AS cellwatch
ENV NODE_ENV=production HEALTH_HOST=0.0.0.0 HEALTH_PORT=8080
WORKDIR /app
# A new named volume takes its owner from the folder that it is mounted on.
RUN install -d -o node -g node /run/secrets/database /run/secrets/grafana /run/secrets/board
COPY --from=build /app .
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HEALTH_PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "services/cellwatch/bin/cellwatch.js", "--help"]

FROM grafana/grafana:${GRAFANA_TAG} AS grafana
COPY --from=build /app/libs/dashboards/dist/provisioning /etc/grafana/provisioning
