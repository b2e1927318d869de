#!/bin/bash -eu
# ClusterFuzzLite starts this; the build is the one that OSS-Fuzz has.
exec bash -eux "$SRC/connectorgroup/fuzz/oss-fuzz/build.sh"
