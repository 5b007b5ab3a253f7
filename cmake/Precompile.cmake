# Headers of others, parsed once for all: LLVM's support library for every layer, Clang's for `extract`, GoogleTest's for
# the tests. Precompiled headers are reused across targets, so these must all be compiled with the same flags; what is
# included still has to be included where it is used.
set(PGTIDY_SUPPORT_HEADERS
  <functional> <map> <memory> <optional> <set> <string> <variant> <vector>
  <llvm/ADT/STLExtras.h> <llvm/ADT/StringExtras.h> <llvm/ADT/StringRef.h> <llvm/Support/Error.h>)
set(PGTIDY_CLANG_HEADERS
  <clang/AST/ASTContext.h> <clang/AST/DeclCXX.h> <clang/AST/DeclTemplate.h> <clang/AST/ExprCXX.h>
  <clang/AST/RecursiveASTVisitor.h> <clang/Basic/SourceManager.h> <clang/Lex/Lexer.h>)

function(pgtidy_precompiled name)
  cmake_parse_arguments(ARG "" "" "LIBRARIES;HEADERS" ${ARGN})
  file(WRITE ${CMAKE_BINARY_DIR}/generated/precompiled_${name}.cpp.new "")
  file(COPY_FILE ${CMAKE_BINARY_DIR}/generated/precompiled_${name}.cpp.new
    ${CMAKE_BINARY_DIR}/generated/precompiled_${name}.cpp ONLY_IF_DIFFERENT)
  add_library(pgtidy_precompiled_${name} OBJECT ${CMAKE_BINARY_DIR}/generated/precompiled_${name}.cpp)
  target_link_libraries(pgtidy_precompiled_${name} PRIVATE pgtidy_options ${ARG_LIBRARIES})
  target_precompile_headers(pgtidy_precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

# Without time stamps in them, they are the same in each build, and ccache can know them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

pgtidy_precompiled(support HEADERS ${PGTIDY_SUPPORT_HEADERS})
pgtidy_precompiled(clang LIBRARIES pgtidy_clang HEADERS ${PGTIDY_SUPPORT_HEADERS} ${PGTIDY_CLANG_HEADERS})
