# Where the seeds of each fuzz target are, below the corpus. The canary isn't given the files that show
# its fault: it has to be found.
set(seeds_of_body_fuzz body/accept body/reject regressions seeds/body_fuzz)
set(seeds_of_http_fuzz http/accept http/reject exchange/accept regressions seeds/http_fuzz)
set(seeds_of_exchange_fuzz exchange/accept exchange/reject http/accept regressions
  seeds/exchange_fuzz)
set(seeds_of_service_fuzz exchange/accept exchange/reject http/accept regressions
  seeds/service_fuzz)
set(seeds_of_page_fuzz pages regressions seeds/page_fuzz)
set(seeds_of_canary_fuzz body/accept)

# The folders of <target>'s seeds, and their files in the order of their paths.
function(seeds_of target corpus folders files)
  set(found_folders ${seeds_of_${target}})
  if(NOT found_folders)
    message(FATAL_ERROR "${target}: fuzz/seeds.cmake doesn't say where its seeds are")
  endif()
  list(TRANSFORM found_folders PREPEND ${corpus}/)
  set(found "")
  foreach(folder IN LISTS found_folders)
    file(GLOB_RECURSE some ${folder}/*.json ${folder}/*.http ${folder}/*.md)
    list(FILTER some EXCLUDE REGEX "/README\\.md$")
    list(APPEND found ${some})
  endforeach()
  list(SORT found)
  set(${folders} "${found_folders}" PARENT_SCOPE)
  set(${files} "${found}" PARENT_SCOPE)
endfunction()
