# pgtidy_layer(name [USES layer…] [LIBRARIES target…] [SOURCES file…] [PRECOMPILED support|clang] [WITHOUT]): one folder of
# lib/ as one target. WITHOUT takes what its folder without/ has instead: the same interface, for a build that lacks what
# the layer stands on.
#
# The order of the calls is the architecture: a layer may only use layers that are defined before it, and sees only their
# include roots, so that a cycle or an upward #include does not build.
function(pgtidy_layer name)
  cmake_parse_arguments(ARG "WITHOUT" "PRECOMPILED" "USES;LIBRARIES;SOURCES" ${ARGN})
  set(dir ${PROJECT_SOURCE_DIR}/lib/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  file(GLOB without CONFIGURE_DEPENDS ${dir}/without/*.cpp)
  list(REMOVE_ITEM sources ${without})
  if(ARG_WITHOUT)
    set(sources ${without})
  endif()
  if(NOT sources AND NOT ARG_SOURCES)
    file(WRITE ${CMAKE_BINARY_DIR}/generated/${name}_empty.cpp "")
    set(sources ${CMAKE_BINARY_DIR}/generated/${name}_empty.cpp)
  endif()
  add_library(pgtidy_${name} ${sources} ${ARG_SOURCES})
  target_include_directories(pgtidy_${name} PRIVATE ${dir} PUBLIC ${dir}/include)
  foreach(used IN LISTS ARG_USES)
    if(NOT TARGET pgtidy_${used})
      message(FATAL_ERROR "layer '${name}' may not use '${used}': it is not below it (see CMakeLists.txt)")
    endif()
    target_link_libraries(pgtidy_${name} PUBLIC pgtidy_${used})
  endforeach()
  target_link_libraries(pgtidy_${name} PUBLIC pgtidy_options PRIVATE ${ARG_LIBRARIES})
  if(NOT ARG_PRECOMPILED)
    set(ARG_PRECOMPILED support)
  endif()
  target_precompile_headers(pgtidy_${name} REUSE_FROM pgtidy_precompiled_${ARG_PRECOMPILED})
endfunction()
