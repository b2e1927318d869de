# Puts into the folder $OUT what OSS-Fuzz and ClusterFuzzLite take of a fuzz target:
#
#   <target>                  the program
#   <target>_seed_corpus.zip  its seeds: no folders, each named by its hash: equal ones are one
#   <target>.dict             its dictionary, under the name that all engines look for
#   <target>.options          its options, naming that dictionary
#
#   OUT=... cmake -DFUZZ_BINARY_DIR=... -DFUZZ_CORPUS_DIR=... -DFUZZ_WORK_DIR=... -DTARGETS=a;b
#     -P package.cmake
cmake_minimum_required(VERSION 3.25)

# FuzzBench passes over a seed of a mebibyte or more.
set(seed_size_end 1048576)
set(fuzz_dir ${CMAKE_CURRENT_LIST_DIR}/..)
include(${fuzz_dir}/seeds.cmake)

set(out "$ENV{OUT}")
if(NOT IS_DIRECTORY "${out}")
  message(FATAL_ERROR "OUT=${out} isn't a folder: it is where the fuzz targets are put.")
endif()
find_program(ZIP zip)
if(NOT ZIP)
  message(FATAL_ERROR "No zip found. On Debian or Ubuntu: apt-get install zip")
endif()

# Copies <target>'s seeds into the folder, named by their hash.
function(stage_seeds target folder)
  seeds_of(${target} ${FUZZ_CORPUS_DIR} seed_folders seeds)
  if(NOT seeds)
    message(FATAL_ERROR "${target}: no seed in ${seed_folders}")
  endif()
  file(REMOVE_RECURSE ${folder})
  file(MAKE_DIRECTORY ${folder})
  foreach(seed IN LISTS seeds)
    file(SIZE ${seed} size)
    if(NOT size LESS seed_size_end)
      message(FATAL_ERROR "${target}: the seed ${seed} has ${size} bytes; the services take seeds "
        "of less than ${seed_size_end}.")
    endif()
    file(SHA1 ${seed} hash)
    file(COPY_FILE ${seed} ${folder}/${hash} ONLY_IF_DIFFERENT)
    file(CHMOD ${folder}/${hash} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  endforeach()
endfunction()

# The same bytes from the same files: sorted, all of one time, no attributes of this machine's.
function(zip_flat folder archive)
  file(GLOB names RELATIVE ${folder} ${folder}/*)
  list(SORT names)
  list(JOIN names "\n" lines)
  file(WRITE ${folder}.list "${lines}\n")
  file(REMOVE ${archive})
  execute_process(COMMAND xargs touch -d 1980-01-02T00:00:00Z
    INPUT_FILE ${folder}.list WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env TZ=UTC ${ZIP} -q -X -D -9 ${archive} -@
    INPUT_FILE ${folder}.list WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# The dictionary under the target's name, and options that name it.
function(put_options target)
  file(READ ${fuzz_dir}/${target}.options options)
  if(NOT options MATCHES "\ndict = ([a-z_]+\\.dict)\n")
    message(FATAL_ERROR "${target}.options names no dictionary")
  endif()
  file(COPY_FILE ${fuzz_dir}/${CMAKE_MATCH_1} ${out}/${target}.dict)
  string(REPLACE "\ndict = ${CMAKE_MATCH_1}\n" "\ndict = ${target}.dict\n" options "${options}")
  file(WRITE ${out}/${target}.options "${options}")
endfunction()

foreach(target IN LISTS TARGETS)
  # Not onto the old file, which something may be running.
  file(REMOVE ${out}/${target})
  file(COPY ${FUZZ_BINARY_DIR}/${target} DESTINATION ${out})
  put_options(${target})
  stage_seeds(${target} ${FUZZ_WORK_DIR}/${target}_seeds)
  zip_flat(${FUZZ_WORK_DIR}/${target}_seeds ${out}/${target}_seed_corpus.zip)
endforeach()
list(JOIN TARGETS " " names)
message("In ${out}: ${names}")
