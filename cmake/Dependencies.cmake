# The libraries that pgtidy stands on, as targets with one meaning each.
set(Clang_DIR /usr/lib/llvm-${PGTIDY_LLVM_VERSION}/lib/cmake/clang CACHE PATH "Where ClangConfig.cmake is")
set(LLVM_DIR /usr/lib/llvm-${PGTIDY_LLVM_VERSION}/lib/cmake/llvm CACHE PATH "Where LLVMConfig.cmake is")
find_package(Clang REQUIRED CONFIG)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)

# Everything is position independent: the layers are linked into programs, shared libraries and the plugin alike, and a
# precompiled header fits only where the flags are the same.
add_compile_options(-fPIC)

# The folder of LLVM's headers may also hold libc++abi's <cxxabi.h>, which contradicts libstdc++'s, and it holds Clang's
# beside LLVM's. Each target below sees the headers that it names, and no others.
function(pgtidy_headers target folder)
  foreach(headers ${ARGN})
    find_path(PGTIDY_${headers}_HEADERS ${headers} PATHS ${folder} NO_DEFAULT_PATH REQUIRED)
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/headers/${target})
    file(CREATE_LINK ${PGTIDY_${headers}_HEADERS}/${headers} ${CMAKE_BINARY_DIR}/headers/${target}/${headers} SYMBOLIC)
  endforeach()
  target_include_directories(${target} SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/headers/${target})
endfunction()

# What every layer is compiled with: warnings, sanitizers, LLVM's support library (Expected, StringRef).
add_library(pgtidy_options INTERFACE)
target_compile_options(pgtidy_options INTERFACE -Wall -Wextra $<$<BOOL:${PGTIDY_WERROR}>:-Werror>)
pgtidy_headers(pgtidy_options "${LLVM_INCLUDE_DIRS}" llvm llvm-c)
target_link_libraries(pgtidy_options INTERFACE LLVM Threads::Threads)
if(PGTIDY_SANITIZE)
  target_compile_options(pgtidy_options INTERFACE -fsanitize=${PGTIDY_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(pgtidy_options INTERFACE -fsanitize=${PGTIDY_SANITIZE})
endif()
if(BUILD_SHARED_LIBS)
  add_link_options(-Wl,-z,defs)
endif()

add_library(pgtidy_clang INTERFACE)
pgtidy_headers(pgtidy_clang "${CLANG_INCLUDE_DIRS}" clang clang-c clang-tidy)
target_link_libraries(pgtidy_clang INTERFACE clang-cpp)
# Clang's own headers (stddef.h, immintrin.h): those of the Clang we link, wherever our binary is installed.
target_compile_definitions(pgtidy_clang INTERFACE PGTIDY_CLANG_RESOURCES="${LLVM_LIBRARY_DIR}/clang/${PGTIDY_LLVM_VERSION}")

# libpg_query exports PostgreSQL's own symbol names: linked statically and hidden, so that they cannot meet libpq's.
find_path(PG_QUERY_INCLUDE_DIR pg_query.h REQUIRED)
find_library(PG_QUERY_LIBRARY libpg_query.a REQUIRED)
find_library(PROTOBUF_C_LIBRARY protobuf-c REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(pgtidy_pg_query INTERFACE)
target_include_directories(pgtidy_pg_query SYSTEM INTERFACE ${PG_QUERY_INCLUDE_DIR})
target_link_libraries(pgtidy_pg_query INTERFACE ${PG_QUERY_LIBRARY} ${PROTOBUF_C_LIBRARY} ${XXHASH_LIBRARY})
add_link_options(-Wl,--exclude-libs,libpg_query.a)

find_path(PGTIDY_LIBPQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
find_path(PGTIDY_JSONCPP_INCLUDE_DIR json/json.h PATH_SUFFIXES jsoncpp REQUIRED)
find_library(PGTIDY_LIBPQ_LIBRARY pq REQUIRED)
add_library(pgtidy_libpq INTERFACE)
target_include_directories(pgtidy_libpq SYSTEM INTERFACE ${PGTIDY_LIBPQ_INCLUDE_DIR})
target_link_libraries(pgtidy_libpq INTERFACE ${PGTIDY_LIBPQ_LIBRARY})
