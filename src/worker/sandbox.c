/* sandbox.c - what a worker may do: think, read jobs, write answers.
 *
 * setrlimit: address space, no new descriptors, no file growth, no core. prctl: PR_SET_NO_NEW_PRIVS. Landlock (landlock(7)) by raw
 * system calls: every right over files that the kernel knows is handled and none is granted; from ABI 4 on TCP, from 6 on signals
 * and abstract sockets too. seccomp by libseccomp: a short list of calls is allowed, the calls of an attacker end the process, all
 * others fail with EPERM, so that a library that merely asks goes on.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#ifdef HAVE_SECCOMP
#include <seccomp.h>
#endif

#include "worker_int.h"

void sandbox_close_from(int first)
{
#ifdef HAVE_CLOSE_RANGE
	if (close_range((unsigned)first, ~0u, 0) == 0)
		return;
#endif
	long max = sysconf(_SC_OPEN_MAX);
	for (int fd = first; fd < (max > 0 && max < 65536 ? max : 65536); fd++)
		close(fd);
}

void sandbox_cpu(int ms)
{
	const struct itimerval t = { .it_value = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 } };
	setitimer(ITIMER_PROF, &t, NULL);
}

#if defined(__linux__) && defined(__NR_close_range)
/* linux/landlock.h of older systems knows only the first ABI; these are the kernel's documented numbers. */
#define NR_LANDLOCK_CREATE 444
#define NR_LANDLOCK_RESTRICT 446
#define LANDLOCK_VERSION 1u
struct landlock_attr {
	uint64_t files, net, scoped;
};

static int landlock_abi(void)
{
	long abi = syscall(NR_LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
	return abi > 0 ? (int)abi : 0;
}

/* The ABI that is now in force, or 0. Needs one descriptor for a moment, so it comes before the limits. */
static int landlock_enter(void)
{
	int abi = landlock_abi();
	if (!abi)
		return 0;
	/* 13 rights in ABI 1, then refer (2), truncate (3), ioctl on devices (5). */
	struct landlock_attr a = { .files = abi >= 5 ? 0xFFFF : abi >= 3 ? 0x7FFF : abi == 2 ? 0x3FFF : 0x1FFF };
	a.net = abi >= 4 ? 3 : 0;
	a.scoped = abi >= 6 ? 3 : 0;
	size_t size = abi >= 6 ? sizeof a : abi >= 4 ? 16 : 8;
	int fd = (int)syscall(NR_LANDLOCK_CREATE, &a, size, 0u);
	if (fd < 0)
		return 0;
	long rc = syscall(NR_LANDLOCK_RESTRICT, fd, 0u);
	close(fd);
	return rc == 0 ? abi : 0;
}
#else
static int landlock_abi(void)
{
	return 0;
}

static int landlock_enter(void)
{
	return 0;
}
#endif

#ifdef HAVE_SECCOMP
/* Calls that a C program needs to compute, to allocate and to talk over descriptors that are open. A number that the library does not
 * know on this machine is negative below -1 and is passed over by it. */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(close),
	SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(futex_time64), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom),
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sched_yield),
#ifdef QD_SANITIZED /* the run-time of the sanitizers */
	SCMP_SYS(sigaltstack), SCMP_SYS(prctl), SCMP_SYS(sched_getaffinity), SCMP_SYS(getrlimit), SCMP_SYS(fstat), SCMP_SYS(readlink),
	SCMP_SYS(readlinkat), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(dup),
#endif
};
/* No parser calls these: whoever does is an attacker. */
static const int deadly[] = {
#ifndef QD_SANITIZED
	SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(ptrace),
#endif
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind),
	SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(mount),
	SCMP_SYS(keyctl), SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd), SCMP_SYS(perf_event_open), SCMP_SYS(unshare), SCMP_SYS(setns),
};

static int seccomp_enter(struct err *e)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (!f)
		return err_set(e, QD_EIO, "the system call filter cannot be made");
	int rc = 0;
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed && !rc; i++)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly && !rc; i++)
		rc = seccomp_rule_add(f, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
	/* Memory, but none that can be run; the CPU timer of each job; signals to nobody else (abort() raises one). */
	const int maps[] = { SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect) };
	for (size_t i = 0; i < 3 && !rc; i++)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, maps[i], 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (!rc)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(setitimer), 1, SCMP_A0(SCMP_CMP_EQ, ITIMER_PROF));
	if (!rc)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
	if (!rc)
		rc = seccomp_load(f);
	seccomp_release(f);
	return rc ? err_set(e, QD_EIO, "the system call filter cannot be loaded: %s", strerror(-rc)) : 0;
}
#endif

static int enter_limits(size_t memory)
{
	const struct rlimit none = { 0, 0 };
	struct rlimit space = { memory, memory };
	int rc = setrlimit(RLIMIT_FSIZE, &none) | setrlimit(RLIMIT_CORE, &none) | setrlimit(RLIMIT_NOFILE, &none);
	if (memory)
		rc |= setrlimit(RLIMIT_AS, &space);
	return rc;
}

int sandbox_enter(bool boxed, size_t memory, char report[WORKER_REPORT_MAX], struct err *e)
{
	int abi = 0;
#ifdef __linux__
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_set(e, QD_EIO, "no_new_privs: %s", strerror(errno));
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); /* nobody but root traces it or reads its memory */
#endif
	if (boxed)
		abi = landlock_enter(); /* needs a descriptor for a moment */
	if (enter_limits(memory) != 0)
		return err_set(e, QD_EIO, "limits cannot be set: %s", strerror(errno));
	if (!boxed) {
		snprintf(report, WORKER_REPORT_MAX, "switched off, but for limits");
		return 0;
	}
#ifdef HAVE_SECCOMP
	int rc = seccomp_enter(e);
	if (rc)
		return rc;
	const char *filter = "seccomp";
#else
	const char *filter = "no seccomp (not built in)";
#endif
	if (abi)
		snprintf(report, WORKER_REPORT_MAX, "%s, landlock (ABI %d), limits", filter, abi);
	else
		snprintf(report, WORKER_REPORT_MAX, "%s, no landlock (the kernel has none), limits", filter);
	return 0;
}

const char *worker_sandbox_describe(void)
{
#ifdef HAVE_SECCOMP
	return landlock_abi() ? "seccomp, landlock, limits" : "seccomp, limits (the kernel has no landlock)";
#else
	return landlock_abi() ? "landlock, limits (seccomp was not built in)" : "limits only (seccomp was not built in, the kernel has no landlock)";
#endif
}
