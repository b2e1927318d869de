#!/bin/bash -eu
# Copyright 2026 The connectorgroup authors
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#      http://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.
#
################################################################################
#
# Builds the fuzz targets as OSS-Fuzz and ClusterFuzzLite want them: with the compiler, flags and
# engine of $CC, $CXX, $CFLAGS, $CXXFLAGS and $LIB_FUZZING_ENGINE and none of our own, from the
# sources in $SRC/connectorgroup and $SRC/dependencies, without the network. What is built is in
# $WORK; what the services take is put into $OUT by package.cmake.

tree=$SRC/connectorgroup
build=$WORK/build-${FUZZING_ENGINE:-libfuzzer}-${SANITIZER:-address}-${ARCHITECTURE:-x86_64}

# From source, whatever is installed: an installed library has another standard library and no
# instrumentation.
from_source=(-DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER -DFETCHCONTENT_FULLY_DISCONNECTED=ON)
shopt -s nullglob
for folder in "$SRC"/dependencies/*/; do
  name=$(basename "$folder")
  from_source+=("-DFETCHCONTENT_SOURCE_DIR_${name^^}=${folder%/}")
done

# None is a build type without flags: any other would add its own to the service's.
cmake -G Ninja -S "$tree" -B "$build" -DCMAKE_BUILD_TYPE=None -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
  "${from_source[@]}"
cmake --build "$build" --target fuzz_package
