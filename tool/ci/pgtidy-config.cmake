# find_package(pgtidy) gives
#
#   pgtidy_add_check(target [INCREMENTAL] [OPTIONS option…])
#
# a target `pgtidy-<target>` that checks the C++ sources of `target` with pgtidy, and `pgtidy`, which runs all of these.
# INCREMENTAL makes the facts of each source an output of the build, which is made anew when the source, one of its
# headers or a compile command changes, on as many cores as the build uses; the check then links these.
# The compile commands are those of this build tree: CMAKE_EXPORT_COMPILE_COMMANDS must be on before the target is made.
find_program(PGTIDY_EXECUTABLE pgtidy HINTS ${CMAKE_CURRENT_LIST_DIR}/../../../bin REQUIRED)

# Sets `result` to the files of facts of `files`.
function(pgtidy_facts_of files result)
  set(all "")
  foreach(source IN LISTS files)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE name)
    string(REPLACE "../" "__/" name ${name})
    set(facts ${CMAKE_BINARY_DIR}/pgtidy-facts/${name}.json)
    cmake_path(GET facts PARENT_PATH parent)
    file(MAKE_DIRECTORY ${parent})
    get_property(known GLOBAL PROPERTY pgtidy_made_${facts} SET)
    if(NOT known)
      add_custom_command(OUTPUT ${facts}
        COMMAND ${PGTIDY_EXECUTABLE} -p ${CMAKE_BINARY_DIR} --quiet --no-cache --facts-out=${facts} --depfile=${facts}.d ${source}
        DEPENDS ${source} ${CMAKE_BINARY_DIR}/compile_commands.json DEPFILE ${facts}.d
        COMMENT "pgtidy: facts of ${name}" VERBATIM)
      set_property(GLOBAL PROPERTY pgtidy_made_${facts} ON)
    endif()
    list(APPEND all ${facts})
  endforeach()
  set(${result} ${all} PARENT_SCOPE)
endfunction()

function(pgtidy_add_check target)
  cmake_parse_arguments(ARG "INCREMENTAL" "" "OPTIONS" ${ARGN})
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
  if(ARG_INCREMENTAL)
    pgtidy_facts_of("${files}" facts)
    set(work link ${ARG_OPTIONS} ${facts})
  else()
    set(work -p ${CMAKE_BINARY_DIR} ${ARG_OPTIONS} ${files})
  endif()
  add_custom_target(pgtidy-${target} COMMAND ${PGTIDY_EXECUTABLE} ${work} DEPENDS ${facts}
    WORKING_DIRECTORY ${folder} COMMENT "pgtidy: ${target}" VERBATIM)
  if(NOT TARGET pgtidy)
    add_custom_target(pgtidy)
  endif()
  add_dependencies(pgtidy pgtidy-${target})
endfunction()
