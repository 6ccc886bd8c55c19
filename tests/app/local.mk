# tests/app
if HAVE_CMOCKA
check_PROGRAMS += tests/app/test_settings
tests_app_test_settings_SOURCES = tests/app/test_settings.c
tests_app_test_settings_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_settings_LDADD = $(TEST_LIBS)
endif
