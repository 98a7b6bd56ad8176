# The web app behind nginx, which also is the way to the API. Built from the root of the repository:
#   docker build -f deploy/docker/web.Dockerfile -t biblio-pro/web .
# For a release, give the images with their digests, and the image of the release before, whose named-by-content files are kept
# for tabs that were open: --build-arg PREVIOUS_WEB=registry.example/biblio-pro/web:0.1.0
ARG BUILD_IMAGE=node:24.21.0-bookworm-slim
ARG RUNTIME_IMAGE=nginxinc/nginx-unprivileged:1.28-alpine-slim
ARG PREVIOUS_WEB=no-previous

FROM ${BUILD_IMAGE} AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
RUN --mount=type=cache,target=/var/cache/npm \
    npm ci --cache=/var/cache/npm --workspace=@biblio-pro/web --ignore-scripts --no-audit --no-fund --loglevel=error

FROM packages AS built
ENV NG_CLI_ANALYTICS=false
COPY tsconfig.base.json ./
COPY apps/web apps/web
WORKDIR /build/apps/web
RUN --mount=type=cache,target=/build/apps/web/.angular \
    node ../../node_modules/@angular/cli/bin/ng.js build
COPY deploy/docker/web /build/web
WORKDIR /build/web
RUN node prepare.mjs ../apps/web/dist /out/srv/web/current \
 && mkdir -p /out/etc/nginx/biblio /out/etc/nginx/templates /out/docker-entrypoint.d /out/usr/local/bin \
 && cp proxy.conf files.conf same-as-api/*.conf /out/etc/nginx/biblio/ \
 && cp nginx.conf.template same-as-api/*.template /out/etc/nginx/templates/ \
 && install -m 755 15-biblio.envsh /out/docker-entrypoint.d/ \
 && install -m 755 healthy.sh /out/usr/local/bin/biblio-web-healthy \
 && find /out -depth -not -path '/out/srv/web/current/*' -exec touch --no-dereference --date=@0 {} +

FROM ${BUILD_IMAGE} AS no-previous
RUN mkdir -p /srv/web/current

# Of the release before, only what is named after its content and is not in this one.
FROM ${PREVIOUS_WEB} AS previous
FROM ${BUILD_IMAGE} AS kept
COPY --from=previous /srv/web/current /previous
COPY --from=built /out/srv/web/current /current
COPY deploy/docker/web/keep.mjs /
RUN node /keep.mjs /previous /current /out/srv/web/previous

FROM ${RUNTIME_IMAGE}
COPY --link --from=built /out/ /
COPY --link --from=kept /out/ /
ENV API_HOST=api \
    API_PORT=8080 \
    PUBLIC_URL="" \
    TRUSTED_PROXIES="" \
    NGINX_WORKERS=2 \
    NGINX_ENTRYPOINT_QUIET_LOGS=1 \
    NGINX_ENTRYPOINT_LOCAL_RESOLVERS=1 \
    NGINX_ENVSUBST_OUTPUT_DIR=/tmp \
    NGINX_ENVSUBST_FILTER="^(API_HOST|API_PORT|PUBLIC_URL|REAL_IP|NGINX_WORKERS|NGINX_LOCAL_RESOLVERS)$"
USER 101:101
EXPOSE 8080
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --start-interval=1s --retries=3 \
  CMD ["/usr/local/bin/biblio-web-healthy"]
CMD ["nginx", "-c", "/tmp/nginx.conf", "-g", "daemon off;"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Biblio Pro: web app" \
      org.opencontainers.image.description="A library-management system for small and middle-sized libraries" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
