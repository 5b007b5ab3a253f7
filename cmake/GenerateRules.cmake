# The rules that come with the program: each rules/<library>.json, made a string of the library. A library is that file and a
# test of the same name.
set(PGTIDY_BUILTIN_RULES ${CMAKE_BINARY_DIR}/generated/builtin_rules.cpp)

file(GLOB ruleFiles CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/*.json)
list(REMOVE_ITEM ruleFiles ${PROJECT_SOURCE_DIR}/rules/schema.json)
list(SORT ruleFiles)
set(entries "")
foreach(file IN LISTS ruleFiles)
  cmake_path(GET file STEM library)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/test/rules/${library}_test.cpp)
    message(FATAL_ERROR "rules/${library}.json has no test: write test/rules/${library}_test.cpp")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  string(APPEND entries "    {\"rules/${library}.json\", R\"~rules~(${text})~rules~\"},\n")
endforeach()
# rules/auth/<provider>.json describes a provider of authentication.
file(GLOB providerFiles CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/auth/*.json)
list(SORT providerFiles)
set(providers "")
foreach(file IN LISTS providerFiles)
  cmake_path(GET file STEM provider)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/test/rules/${provider}_test.cpp)
    message(FATAL_ERROR "rules/auth/${provider}.json has no test: write test/rules/${provider}_test.cpp")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  string(APPEND providers "    {\"rules/auth/${provider}.json\", R\"~rules~(${text})~rules~\"},\n")
endforeach()
set(builtin "// Made by cmake/GenerateRules.cmake from rules/.
#include \"builtin.h\"

namespace pgtidy::rules {

llvm::ArrayRef<BuiltinFile> builtinFiles() {
  static const BuiltinFile files[] = {
${entries}  };
  return files;
}

llvm::ArrayRef<BuiltinFile> builtinProviders() {
  static const BuiltinFile files[] = {
${providers}  };
  return files;
}

} // namespace pgtidy::rules
")
file(WRITE ${PGTIDY_BUILTIN_RULES}.new "${builtin}")
file(COPY_FILE ${PGTIDY_BUILTIN_RULES}.new ${PGTIDY_BUILTIN_RULES} ONLY_IF_DIFFERENT)
