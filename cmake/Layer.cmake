# pgtidy_layer(name USES layer… LIBRARIES target…): one folder of lib/ as one target.
#
# The order of the calls is the architecture: a layer may only use layers that are defined before it, and sees only their
# include roots, so that a cycle or an upward #include does not build.
function(pgtidy_layer name)
  cmake_parse_arguments(ARG "" "" "USES;LIBRARIES;SOURCES" ${ARGN})
  set(dir ${PROJECT_SOURCE_DIR}/lib/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.h)
  add_library(pgtidy_${name} ${sources} ${ARG_SOURCES})
  add_library(pgtidy::${name} ALIAS pgtidy_${name})
  if(EXISTS ${dir}/include)
    target_include_directories(pgtidy_${name} PUBLIC ${dir}/include)
  endif()
  target_include_directories(pgtidy_${name} PRIVATE ${dir})
  foreach(used IN LISTS ARG_USES)
    if(NOT TARGET pgtidy_${used})
      message(FATAL_ERROR "layer '${name}' may not use '${used}': it is not below it (see CMakeLists.txt)")
    endif()
    target_link_libraries(pgtidy_${name} PUBLIC pgtidy_${used})
  endforeach()
  target_link_libraries(pgtidy_${name} PUBLIC pgtidy_options PRIVATE ${ARG_LIBRARIES})
endfunction()
