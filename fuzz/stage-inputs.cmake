# Copies inputs into one folder under their SHA-1, so that neither paths nor the order in which a file
# system lists them decide anything: fuzz/merge-seeds calls this.
#
#   cmake -DSIZE_MAX=512 -DSTAGE=... -DEXTENSION=json "-DCASES=a;b" "-DFOUND=c;d" -P stage-inputs.cmake
#
# Of the folders CASES, the files with the extension; of FOUND, where an engine leaves its own, all.
cmake_minimum_required(VERSION 3.25)
set(inputs "")
foreach(folder IN LISTS CASES)
  file(GLOB_RECURSE some ${folder}/*.${EXTENSION})
  list(FILTER some EXCLUDE REGEX "/README\\.md$")
  list(APPEND inputs ${some})
endforeach()
foreach(folder IN LISTS FOUND)
  file(GLOB some ${folder}/*)
  list(APPEND inputs ${some})
endforeach()
file(MAKE_DIRECTORY ${STAGE})
foreach(input IN LISTS inputs)
  file(SIZE ${input} size)
  if(size LESS_EQUAL SIZE_MAX)
    file(SHA1 ${input} hash)
    file(COPY_FILE ${input} ${STAGE}/${hash} ONLY_IF_DIFFERENT)
  endif()
endforeach()
