#!/bin/sh
# Ends with 0 when nginx answers. The slim images have wget, the others curl.
if command -v curl >/dev/null; then
  exec curl -fsS -o /dev/null --max-time 2 http://127.0.0.1:8080/healthz
else
  exec wget -q -O /dev/null -T 2 http://127.0.0.1:8080/healthz
fi
