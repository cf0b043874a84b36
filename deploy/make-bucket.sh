#!/bin/sh
# Waits for the object store and makes the bucket; does nothing when it is there.
set -eu
until mc alias set store http://s3:9000 "$(cat /run/secrets/s3-access-key)" "$(cat /run/secrets/s3-secret-key)"; do sleep 1; done
mc mb --ignore-existing store/mot-cua
