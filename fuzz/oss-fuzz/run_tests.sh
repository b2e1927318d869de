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
# Runs the tests of the model: every law on every file of the corpus, and the tests of its parts.
# Built without sanitizers in a folder of $WORK, from the sources that build.sh takes, without
# the network; GoogleTest, RapidCheck and CLI11 may also be installed. Writes nothing into the tree.

tree=$SRC/connectorgroup
build=$WORK/build-tests
programs=(replay model_tests body_tests http_tests exchange_tests page_tests)

# Not the service's flags, but its C++ library, if it names one: the system's may be too old.
libraries=""
case " ${CXXFLAGS-} " in
  *" -stdlib=libc++ "*) libraries=-stdlib=libc++ ;;
esac
unset CFLAGS CXXFLAGS LIB_FUZZING_ENGINE

from_source=(-DFETCHCONTENT_FULLY_DISCONNECTED=ON)
shopt -s nullglob
for folder in "$SRC"/dependencies/*/; do
  name=$(basename "$folder")
  from_source+=("-DFETCHCONTENT_SOURCE_DIR_${name^^}=${folder%/}")
done

cmake -G Ninja -S "$tree" -B "$build" -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS="-O1 $libraries" \
  -DCONNECTORGROUP_WERROR=OFF -DCONNECTORGROUP_HTTP_PEERS=OFF -DCONNECTORGROUP_BUILD_FUZZ=OFF \
  -DCONNECTORGROUP_BUILD_BENCH=OFF "${from_source[@]}"
cmake --build "$build" --target "${programs[@]}"

# All of them, whatever the first says.
failed=0
for program in "${programs[@]}"; do
  arguments=()
  [[ $program == replay ]] && arguments=("$tree/corpus")
  echo "run_tests: $program"
  (cd "$build" && "properties/$program" "${arguments[@]}") || failed=1
done
exit $failed
