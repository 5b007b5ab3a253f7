# The rules that come with the program: each rules/<library>.json, made a string of the library. A library is that file and a
# test of the same name.
set(PGTIDY_BUILTIN_RULES ${CMAKE_BINARY_DIR}/generated/builtin_rules.cpp)

# Appends an entry of the generated table for each of `files`, which lie in `folder` of rules/.
function(pgtidy_rule_entries result folder files)
  set(entries "")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/test/rules/${name}_test.cpp)
      message(FATAL_ERROR "rules/${folder}${name}.json has no test: write test/rules/${name}_test.cpp")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    string(APPEND entries "    {\"rules/${folder}${name}.json\", R\"~rules~(${text})~rules~\"},\n")
  endforeach()
  set(${result} "${entries}" PARENT_SCOPE)
endfunction()

file(GLOB ruleFiles CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/*.json)
list(REMOVE_ITEM ruleFiles ${PROJECT_SOURCE_DIR}/rules/schema.json)
list(SORT ruleFiles)
pgtidy_rule_entries(entries "" "${ruleFiles}")
# rules/auth/<provider>.json describes a provider of authentication.
file(GLOB providerFiles CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/auth/*.json)
list(SORT providerFiles)
pgtidy_rule_entries(providers "auth/" "${providerFiles}")
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
