/* The sandbox from inside: a child closes it and then tries what an attacker would try. */
#include "testing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "config.h"
#include "worker/worker_int.h"

enum { BOXED = 1, LIMITS = 0 };
#ifdef HAVE_SECCOMP
#define FILTER true
#else
#define FILTER false
#endif
#ifdef QD_SANITIZED
#define SANITIZED true
#else
#define SANITIZED false
#endif
enum { REFUSED = 40, ALLOWED = 41, NO_BOX = 42 };

/* Runs `deed` in a child inside the sandbox: its exit code, or 128 + the signal that ended it. */
static int inside(int boxed, size_t memory, int (*deed)(void))
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		char report[WORKER_REPORT_MAX];
		if (sandbox_enter(boxed, memory, report, NULL))
			_exit(NO_BOX);
		_exit(deed());
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int refused_if(bool failed)
{
	return failed ? REFUSED : ALLOWED;
}

static int read_a_file(void)
{
	return refused_if(open("/etc/passwd", O_RDONLY) < 0);
}

static int write_a_file(void)
{
	return refused_if(open("/tmp/quotidian-sandbox-test", O_WRONLY | O_CREAT, 0600) < 0);
}

static int list_a_folder(void)
{
	return refused_if(open("/", O_RDONLY | O_DIRECTORY) < 0);
}

static int unlink_a_file(void)
{
	return refused_if(unlink("/tmp/quotidian-sandbox-test-that-is-not-there") < 0 && errno != ENOENT);
}

static int open_a_socket(void)
{
	return refused_if(socket(AF_INET, SOCK_STREAM, 0) < 0);
}

static int open_a_local_socket(void)
{
	int fd[2];
	return refused_if(socketpair(AF_UNIX, SOCK_STREAM, 0, fd) < 0);
}

static int run_a_program(void)
{
	char *argv[] = { (char[]){ "true" }, NULL };
	execv("/bin/true", argv);
	return REFUSED;
}

static int have_a_child(void)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(0);
	return refused_if(pid < 0);
}

static int make_code(void)
{
	return refused_if(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
}

static int make_memory_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? NO_BOX : refused_if(mprotect(p, 4096, PROT_READ | PROT_EXEC) != 0);
}

static int hit_the_parent(void)
{
	return refused_if(kill(getppid(), 0) != 0);
}

static int think(void)
{
	for (size_t n = 1; n < (size_t)8 << 20; n *= 2) {
		char *p = malloc(n);
		if (!p)
			return REFUSED;
		memset(p, 1, n);
		p = realloc(p, 3 * n);
		free(p);
	}
	struct timespec t;
	return refused_if(clock_gettime(CLOCK_MONOTONIC, &t) != 0 || write(STDERR_FILENO, "", 0) != 0);
}

static int eat_memory(void)
{
	for (size_t n = 0; n < (size_t)4 << 30; n += 1 << 20) {
		char *p = malloc(1 << 20);
		if (!p)
			return REFUSED;
		memset(p, 1, 1 << 20);
	}
	return ALLOWED;
}

static int spin(void)
{
	sandbox_cpu(50);
	for (volatile unsigned long i = 0;; i++)
		;
	return ALLOWED;
}

static int duplicate(void)
{
	return refused_if(dup(0) < 0);
}

static void attacker_gets_nothing(void **state)
{
	(void)state;
	if (!FILTER && strstr(worker_sandbox_describe(), "no landlock"))
		skip();
	assert_int_equal(inside(BOXED, 0, think), ALLOWED);
	assert_int_equal(inside(BOXED, 0, read_a_file), REFUSED);
	assert_int_equal(inside(BOXED, 0, write_a_file), REFUSED);
	assert_int_equal(inside(BOXED, 0, list_a_folder), REFUSED);
	assert_int_equal(inside(BOXED, 0, duplicate), REFUSED);
	if (!FILTER)
		return;
	assert_int_equal(inside(BOXED, 0, unlink_a_file), REFUSED);
	assert_int_equal(inside(BOXED, 0, make_code), REFUSED);
	assert_int_equal(inside(BOXED, 0, make_memory_code), REFUSED);
	assert_int_equal(inside(BOXED, 0, hit_the_parent), REFUSED);
	assert_int_equal(inside(BOXED, 0, open_a_local_socket), REFUSED);
	assert_int_equal(inside(BOXED, 0, open_a_socket), 128 + SIGSYS);
	assert_int_equal(inside(BOXED, 0, run_a_program), 128 + SIGSYS);
	/* A sanitizer forks to name the lines of its report. */
	assert_int_equal(inside(BOXED, 0, have_a_child), SANITIZED ? REFUSED : 128 + SIGSYS);
}

static void limits_stay_without_the_box(void **state)
{
	(void)state;
	assert_int_equal(inside(LIMITS, 0, think), ALLOWED);
	assert_int_equal(inside(LIMITS, 0, read_a_file), REFUSED); /* no new descriptors */
	assert_int_equal(inside(LIMITS, 0, duplicate), REFUSED);
	if (!SANITIZED) { /* shadow memory has no use for a limit */
		assert_int_equal(inside(LIMITS, (size_t)256 << 20, eat_memory), REFUSED);
		assert_int_equal(inside(BOXED, (size_t)256 << 20, eat_memory), REFUSED);
	}
	assert_int_equal(inside(BOXED, 0, spin), 128 + SIGPROF);
}

static void descriptors_are_closed(void **state)
{
	(void)state;
	pid_t pid = fork();
	if (pid == 0) {
		int a = open("/dev/null", O_RDONLY), b = fcntl(a, F_DUPFD, 700);
		sandbox_close_from(3);
		_exit(fcntl(a, F_GETFD) < 0 && fcntl(b, F_GETFD) < 0 && fcntl(0, F_GETFD) >= 0 ? REFUSED : ALLOWED);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(WEXITSTATUS(status), REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attacker_gets_nothing),
		cmocka_unit_test(limits_stay_without_the_box),
		cmocka_unit_test(descriptors_are_closed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
