# find_package(pgtidy) gives
#
#   pgtidy_add_check(target [OPTIONS option…])
#
# a target `pgtidy-<target>` that checks the C++ sources of `target` with pgtidy, and `pgtidy`, which runs all of these.
# The compile commands are those of this build tree: CMAKE_EXPORT_COMPILE_COMMANDS must be on before the target is made.
find_program(PGTIDY_EXECUTABLE pgtidy HINTS ${CMAKE_CURRENT_LIST_DIR}/../../../bin REQUIRED)

function(pgtidy_add_check target)
  cmake_parse_arguments(ARG "" "" "OPTIONS" ${ARGN})
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    message(FATAL_ERROR "pgtidy_add_check: set CMAKE_EXPORT_COMPILE_COMMANDS to ON before the targets are made")
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(folder ${target} SOURCE_DIR)
  set(files "")
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.(c\\+\\+|cc|cpp|cxx|C)$")
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${folder})
      list(APPEND files ${source})
    endif()
  endforeach()
  add_custom_target(pgtidy-${target}
    COMMAND ${PGTIDY_EXECUTABLE} -p ${CMAKE_BINARY_DIR} ${ARG_OPTIONS} ${files}
    WORKING_DIRECTORY ${folder} COMMENT "pgtidy: ${target}" VERBATIM)
  if(NOT TARGET pgtidy)
    add_custom_target(pgtidy)
  endif()
  add_dependencies(pgtidy pgtidy-${target})
endfunction()
