# tests/app
if HAVE_CMOCKA
check_PROGRAMS += tests/app/test_pace tests/app/test_settings
tests_app_test_pace_SOURCES = tests/app/test_pace.c
tests_app_test_pace_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_pace_LDADD = $(TEST_LIBS)
tests_app_test_settings_SOURCES = tests/app/test_settings.c
tests_app_test_settings_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_settings_LDADD = $(TEST_LIBS)
endif
