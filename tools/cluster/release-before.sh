#!/bin/sh
# Builds what the proofs of old and new together need: the images of a former commit as TAG-before, and today's web app, which keeps
# that one's files, as TAG-kept.
#   tools/cluster/release-before.sh COMMIT TAG
set -eu
commit="$1" tag="$2"
cd "$(dirname "$0")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

build() { # part, tag, folder, more arguments
  part="$1" name="biblio-pro/$1:$2" context="$3"
  shift 3
  docker build --quiet ${BUILD_IMAGE:+--build-arg "BUILD_IMAGE=$BUILD_IMAGE"} "$@" \
    --file "$context/deploy/docker/$part.Dockerfile" --tag "$name" "$context"
}

git archive "$commit" | tar -x -C "$folder"
build api "$tag-before" "$folder"
build web "$tag-before" "$folder"
build web "$tag-kept" . --build-arg "PREVIOUS_WEB=biblio-pro/web:$tag-before"
