/* input.c - reading lists and corpora. */
#include "config.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "train.h"

extern char **environ;

void train_read(struct buf *out, const char *path)
{
	struct err e = { 0 };
	buf_init(out, (size_t)1 << 30);
	if (!str_ends(str_of(path), STR(".gz"))) {
		if (buf_read_file(out, path, &e))
			die("%s", e.text);
		return;
	}
	int fd[2];
	pid_t pid;
	if (pipe(fd))
		die("no pipe for gzip");
	posix_spawn_file_actions_t fa;
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, fd[1], 1);
	posix_spawn_file_actions_addclose(&fa, fd[0]);
	posix_spawn_file_actions_addclose(&fa, fd[1]);
	char *argv[] = { xstrdup("gzip"), xstrdup("-dc"), xstrdup(path), NULL };
	if (posix_spawnp(&pid, "gzip", &fa, NULL, argv, environ))
		die("gzip cannot be run");
	for (int i = 0; i < 3; i++)
		free(argv[i]);
	posix_spawn_file_actions_destroy(&fa);
	close(fd[1]);
	int rc = buf_read_fd(out, fd[0], path, &e), status = 0;
	close(fd[0]);
	if (waitpid(pid, &status, 0) < 0 || status || rc)
		die("%s: cannot be read (%s)", path, rc ? e.text : "gzip failed");
}

bool train_line(struct str *rest, struct str *line)
{
	if (!str_split(rest, '\n', line) || (!line->n && !rest->s))
		return false;
	if (line->n && line->s[line->n - 1] == '\r')
		line->n--;
	return true;
}

size_t train_fields(struct str line, struct str *field, size_t max)
{
	size_t n = 0;
	struct str part;
	for (size_t i = 0; i < max; i++)
		field[i] = STR("");
	while (n < max && str_split(&line, '\t', &part))
		field[n++] = part;
	return n;
}

uint64_t train_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1Dull;
}
