# The API, the worker and the command line in one image; and with MySQL's tools beside them, what backs a library up and restores
# it. Built from the root of the repository:
#   docker build -f deploy/docker/api.Dockerfile -t biblio-pro/api .
#   docker build -f deploy/docker/api.Dockerfile -t biblio-pro/backup --target=backup .
#   docker run --rm -p 8080:8080 biblio-pro/api        the server
#   docker run --rm biblio-pro/api worker              a worker
#   docker run --rm biblio-pro/api biblio migrate      the command line
#   docker run --rm biblio-pro/backup biblio backup    the command line, with mysqldump, mysql and mysqlbinlog
# For a release, give the images with their digests: --build-arg RUNTIME_IMAGE=gcr.io/…@sha256:…
ARG BUILD_IMAGE=node:24.21.0-bookworm-slim
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot
# Of the version of the server that is backed up.
ARG MYSQL_IMAGE=mysql:8.4

# Packages apart from sources: this layer, the largest, changes with package-lock.json only. What lies in an image has a
# fixed date, so that two builds of the same commit give the same layers.
FROM ${BUILD_IMAGE} AS packages
WORKDIR /out/app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
RUN --mount=type=cache,target=/var/cache/npm \
    npm ci --cache=/var/cache/npm --workspace=@biblio-pro/api --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error \
 && rm -rf package.json package-lock.json .npmrc apps node_modules/@biblio-pro node_modules/.package-lock.json \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && find /out -depth -exec touch --no-dereference --date=@0 {} +

FROM ${BUILD_IMAGE} AS sources
WORKDIR /build
COPY tools/build-api.mjs tools/
COPY apps/api/package.json apps/api/
COPY apps/api/src apps/api/src
COPY apps/api/migrations apps/api/migrations
COPY deploy/docker/api /out/app/image
COPY LICENSE /out/app/
RUN node --disable-warning=ExperimentalWarning tools/build-api.mjs /out/app/apps/api/dist \
 && cp apps/api/package.json /out/app/apps/api/ \
 && mkdir -p /data/data /backups && install --directory --mode=700 /backups/backups \
 && find /out /data /backups -depth -exec touch --no-dereference --date=@0 {} +

FROM ${RUNTIME_IMAGE} AS runtime

# MySQL's tools and Node with the libraries that they need, and nothing else of MySQL's image. That has no mysqlbinlog, so there
# it comes from MySQL's own packages of the same version, whose key lies in the image.
FROM ${MYSQL_IMAGE} AS tools
COPY --from=runtime /nodejs/bin/node /nodejs/bin/node
COPY --from=runtime /etc/passwd /etc/nsswitch.conf /out/etc/
# Which version is in the variable, where the linter does not look.
# hadolint ignore=DL3041
RUN set -eu; \
    if ! command -v mysqlbinlog >/dev/null; then \
      printf '[mysql-client]\nname=MySQL\nbaseurl=%s\ngpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-mysql\n' \
        "https://repo.mysql.com/yum/mysql-${MYSQL_MAJOR}-community/el/${MYSQL_VERSION##*.el}/\$basearch/" \
        >/etc/yum.repos.d/mysql-client.repo; \
      rpm --erase --nodeps mysql-community-server-minimal; \
      microdnf install -y "mysql-community-client-${MYSQL_VERSION}"; \
      microdnf clean all; \
    fi; \
    for program in /nodejs/bin/node /usr/bin/mysql /usr/bin/mysqldump /usr/bin/mysqlbinlog; do \
      ldd "$program" >/tmp/libraries; \
      sed -n 's/^[^/]*\(\/[^ ]*\).*/\1/p' /tmp/libraries >>/tmp/needed; \
      cp --parents --dereference "$program" /out; \
    done; \
    while read -r library; do cp --parents --dereference "$library" /out; done </tmp/needed; \
    cp --parents /etc/ld.so.cache /out; \
    install --directory --mode=1777 /out/tmp; \
    for program in /nodejs/bin/node /usr/bin/mysql /usr/bin/mysqldump /usr/bin/mysqlbinlog; do \
      chroot /out "$program" --version; \
    done; \
    find /out -depth -exec touch --no-dereference --date=@0 {} +

# Nothing of it listens, so there is no port and no check of health: what runs it knows what it is to do.
FROM scratch AS backup
COPY --link --from=tools /out/ /
COPY --link --from=packages /out/ /
COPY --link --from=sources /out/ /
COPY --link --from=sources --chown=65532:65532 /data/ /backups/ /
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-old-space-size-percentage=65 --max-semi-space-size=4" \
    PATH=/usr/bin \
    BIBLIO_DATA_DIR=/data \
    BACKUP_STORE=/backups
WORKDIR /app
USER 65532:65532
STOPSIGNAL SIGTERM
ENTRYPOINT ["/nodejs/bin/node", "/app/image/start.mjs"]
CMD ["biblio", "backup"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Biblio Pro: backups" \
      org.opencontainers.image.description="Backs a library on MySQL up, and restores it, with MySQL's own tools" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later AND GPL-2.0-only" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

FROM runtime AS api
COPY --link --from=packages /out/ /
COPY --link --from=sources /out/ /
COPY --link --from=sources --chown=65532:65532 /data/ /
# The heap's limit is a share of the container's memory: buffers, the search index's arrays and code live outside of it. Hashing
# passwords takes threads of the pool; the rest is for files and names. What the heap no longer needs is given back in quiet moments
# (--expose-gc).
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-old-space-size-percentage=65 --max-semi-space-size=4 --expose-gc" \
    UV_THREADPOOL_SIZE=8 \
    HOST=0.0.0.0 \
    PORT=8080 \
    BIBLIO_DATA_DIR=/data
WORKDIR /app
USER 65532:65532
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["/nodejs/bin/node", "/app/image/healthy.mjs"]
ENTRYPOINT ["/nodejs/bin/node", "/app/image/start.mjs"]
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Biblio Pro: API, worker and command line" \
      org.opencontainers.image.description="A library-management system for small and middle-sized libraries" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
