# tests/worker
if HAVE_CMOCKA
check_PROGRAMS += tests/worker/test_frame tests/worker/test_pool tests/worker/test_sandbox
tests_worker_test_frame_SOURCES = tests/worker/test_frame.c
tests_worker_test_frame_CPPFLAGS = $(TEST_CPPFLAGS)
tests_worker_test_frame_LDADD = $(TEST_LIBS)
tests_worker_test_pool_SOURCES = tests/worker/test_pool.c
tests_worker_test_pool_CPPFLAGS = $(TEST_CPPFLAGS)
tests_worker_test_pool_LDADD = $(TEST_LIBS)
tests_worker_test_sandbox_SOURCES = tests/worker/test_sandbox.c
tests_worker_test_sandbox_CPPFLAGS = $(TEST_CPPFLAGS)
tests_worker_test_sandbox_LDADD = $(TEST_LIBS)
endif
